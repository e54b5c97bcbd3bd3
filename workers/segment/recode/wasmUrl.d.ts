// The bundler gives the address of a file under this name.

declare module '*.wasm?url' {
  const url: string
  export default url
}
