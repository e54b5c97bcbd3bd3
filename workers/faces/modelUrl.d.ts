// The bundler gives the address of a file under this name.

declare module '*.tflite?url' {
  const url: string
  export default url
}
