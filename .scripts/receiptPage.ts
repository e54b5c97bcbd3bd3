// Builds src/receiptPage into one HTML file that needs nothing beside it, and may reach nothing.

import { createHash } from 'node:crypto'
import { build, type Plugin } from 'vite'

export const receiptPage = (): Plugin => ({
  name: 'receipt-page',
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'receipt.html', source: await buildReceiptPage() })
  },
  // `vite dev` makes no bundle: there it is built when it is asked for.
  configureServer: ({ middlewares }) => {
    middlewares.use('/receipt.html', (_request, response, next) => {
      buildReceiptPage().then((page) => response.setHeader('Content-Type', 'text/html; charset=utf-8').end(page), next)
    })
  },
})

export const buildReceiptPage = async (): Promise<string> => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { write: false, target: 'es2022', cssTarget: ['chrome123', 'firefox120', 'safari17.5'], reportCompressedSize: false, rolldownOptions: { input: 'src/receiptPage/main.ts', output: { format: 'iife' } } },
  })
  const [made] = [built].flat()
  if (!made || !('output' in made)) throw new Error('the receipt page was not built')
  const script = made.output.flatMap((part) => (part.type === 'chunk' ? [part.code] : [])).join('').replaceAll('</script', '<\\/script')
  const style = made.output.flatMap((part) => (part.type === 'asset' && part.fileName.endsWith('.css') ? [String(part.source)] : [])).join('')
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>回执核验 · Fieldreel</title>
<style>${style}</style>
</head>
<body>
<script>${script}</script>
</body>
</html>
`
}
