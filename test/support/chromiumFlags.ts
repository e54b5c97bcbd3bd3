// How every test starts Chromium: Debian's package, no network chatter of its own.

export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const
