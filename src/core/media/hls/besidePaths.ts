// Paths between files of one Drive: from a playlist's names, and from one file to another beside it.

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** Null for what leads out of the Drive. `path`: relative, with `/`. */
export const resolvePath = (from: string, path: string): string | null => {
  const steps: string[] = []
  for (const step of `${path.startsWith('/') ? '' : folderOf(from)}${path}`.split('/')) {
    if (step === '' || step === '.') continue
    if (step !== '..') steps.push(step)
    else if (steps.pop() === undefined) return null
  }
  return steps.length > 0 ? steps.join('/') : null
}

/** What `resolvePath(from, …)` turns into `to`. */
export const pathBetween = (from: string, to: string): string => {
  const [here, there] = [folderOf(from).split('/'), folderOf(to).split('/')]
  let same = 0
  while (same < Math.min(here.length, there.length) - 1 && here[same] === there[same]) same++
  return [...Array.from({ length: here.length - 1 - same }, () => '..'), ...there.slice(same, -1), to.slice(to.lastIndexOf('/') + 1)].join('/')
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The path on the Drive that a name in the playlist at `from` may mean, likeliest first. What was fetched from a server lies under its last name. */
export const namedPaths = (from: string, uri: string): readonly string[] => {
  if (/^data:/i.test(uri)) return []
  const far = /^[a-z][a-z0-9+.-]+:\/\//i.test(uri)
  const bare = uri.replace(/[?#].*$/, '').replaceAll('\\', '/')
  const local = far ? bare.slice(bare.lastIndexOf('/') + 1) : bare
  return [...new Set([uri, local, decoded(local)].flatMap((name) => (name === uri && far ? [] : [resolvePath(from, name)])).filter((path) => path !== null))]
}
