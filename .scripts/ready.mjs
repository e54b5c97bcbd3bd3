// Makes a fresh machine ready, and does nothing where it already is. Runs on Node 20 without any package.
// ready.mjs           packages from the npm registry
// ready.mjs browser   also Debian's chromium, ffmpeg and a Chinese font, for the tests

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const run = (command, args, options = {}) => execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options })

const stamp = 'node_modules/.fieldreel-ready'
const wanted = createHash('sha256').update(readFileSync('package.json')).update(readFileSync('package-lock.json')).digest('hex')
const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
if (have !== wanted) {
  console.log('Installing packages … 正在安装依赖')
  run('npm', ['install', '--no-save', '--loglevel=error'])
  writeFileSync(stamp, wanted)
}

if (process.argv[2] === 'browser') {
  const missing = [
    ['/usr/bin/chromium', 'chromium'],
    ['/usr/bin/ffmpeg', 'ffmpeg'],
    ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', 'fonts-noto-cjk'],
  ].flatMap(([file, name]) => (existsSync(file) ? [] : [name]))
  if (missing.length > 0) {
    console.log(`Installing ${missing.join(', ')} with apt …`)
    const sudo = process.getuid?.() === 0 ? [] : ['sudo']
    const apt = (...args) => {
      const [command, ...rest] = [...sudo, 'apt-get', ...args]
      run(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    }
    apt('update', '-qq')
    apt('install', '-y', '-qq', ...missing)
  }
}
