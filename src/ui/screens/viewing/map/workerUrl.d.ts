// Vite builds MapLibre's worker as a file of its own and gives its address.

declare module 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url' {
  const url: string
  export default url
}
