// What all processes of one test browser hold in memory and have used of the processor, read from /proc.

import { readdir, readFile } from 'node:fs/promises'

const readOr = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')

/** The browser's main process (known by its profile) and everything below it. */
const processesOf = async (profile: string): Promise<readonly string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const parents = new Map<string, string>()
  const found: string[] = []
  for (const pid of pids) {
    const stat = await readOr(`/proc/${pid}/stat`)
    parents.set(pid, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '')
    if ((await readOr(`/proc/${pid}/cmdline`)).includes(`user-data-dir=${profile}`)) found.push(pid)
  }
  for (let at = 0; at < found.length; at++) for (const [pid, parent] of parents) if (parent === found[at] && !found.includes(pid)) found.push(pid)
  return found
}

export interface BrowserUse {
  /** Proportional set size without mapped files: Chromium reads files by mapping them, which is page cache and not its own memory. */
  readonly bytes: number
  readonly cpuSeconds: number
}

export const browserUse = async (profile: string): Promise<BrowserUse> => {
  let bytes = 0
  let ticks = 0
  for (const pid of await processesOf(profile)) {
    const rollup = await readOr(`/proc/${pid}/smaps_rollup`)
    for (const [, kib] of rollup.matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+)/gm)) bytes += Number(kib) * 1024
    const stat = await readOr(`/proc/${pid}/stat`)
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
  }
  return { bytes, cpuSeconds: ticks / 100 }
}

/** Samples until stopped; answers with the largest use seen. */
export const watchPeak = (profile: string): { stop(): Promise<number> } => {
  let peak = 0
  let stopped = false
  const sampling = (async () => {
    while (!stopped) {
      peak = Math.max(peak, (await browserUse(profile)).bytes)
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
  })()
  return {
    stop: async () => {
      stopped = true
      await sampling
      return peak
    },
  }
}
