// Build of the app: one page, module workers, and a service worker that keeps the shell for work without network.

import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import solid from 'vite-plugin-solid'
import { receiptPage } from './.scripts/receiptPage.ts'

export default defineConfig({
  plugins: [
    solid(),
    receiptPage(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'workers',
      filename: 'shell.service.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: { globPatterns: ['**/*.{html,js,css,wasm,svg,png,webmanifest,tflite}', 'sample/**/*'], maximumFileSizeToCacheInBytes: 8 << 20 },
    }),
  ],
  worker: { format: 'es' },
  // Browsers that know light-dark(): an older target has it worked out at the root, and a dark part on a light page stays light.
  build: { target: 'es2023', cssTarget: ['chrome123', 'firefox120', 'safari17.5'], modulePreload: { polyfill: false }, reportCompressedSize: false },
  server: { host: '127.0.0.1' },
})
