// Probing speed and bytes read for each container with a reader of the project's own, in Node, beside ffprobe (its start included) on the same files in the same run.

import { execFileSync } from 'node:child_process'
import { statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { probeMedia } from '../../src/core/media/probe/probeMedia.ts'
import type { FileLike } from '../../src/core/ports.ts'
import { makeClip, makeTempFolder, remuxClip } from '../support/makeClips.ts'
import { diskFile } from '../support/makeMedia.ts'
import { quantile, round } from './figures.ts'

const ROUNDS = 7
/** At 4 Mbit/s. */
const SECONDS = Number(process.env['SECONDS'] ?? 120)
const h264 = ['-b:v', '4M', '-minrate', '4M', '-maxrate', '4M', '-bufsize', '2M', '-nal-hrd', 'cbr']

const counted = (path: string): { readonly file: FileLike; readonly read: () => number } => {
  const inner = diskFile(path)
  let read = 0
  return {
    file: {
      ...inner,
      slice: (start, end) => {
        read += Math.max(0, Math.min(end, inner.size) - start)
        return inner.slice(start, end)
      },
    },
    read: () => read,
  }
}

const ffprobeMs = (path: string): number => {
  const from = performance.now()
  try {
    execFileSync('ffprobe', ['-v', 'quiet', '-of', 'json', '-show_format', '-show_streams', path], { stdio: 'ignore' })
  } catch {
    // It cannot read what has no movie box; the time counts all the same.
  }
  return performance.now() - from
}

/** As it counts them itself. */
const ffprobeBytes = (path: string): number | null => {
  try {
    const said = execFileSync('sh', ['-c', `ffprobe -v debug -of json -show_format -show_streams "${path}" 2>&1 | grep -o 'Statistics: [0-9]* bytes read' | tail -1`], { encoding: 'utf8' })
    return Number(/\d+/.exec(said)?.[0] ?? Number.NaN) || null
  } catch {
    return null
  }
}

export const bench = async (): Promise<Record<string, unknown>> => {
  const folder = await makeTempFolder('probe-bench')
  try {
    const at = (name: string): string => join(folder.path, name)
    const clip = { seconds: SECONDS, size: '640x360', gop: 50 }
    const mp4 = makeClip(at('moov last.mp4'), { ...clip, extra: h264 })
    const remuxed = (name: string, ...after: readonly string[]): string => remuxClip(mp4, at(name), { after })
    const lost = remuxed('no moov.mp4')
    // The movie box stands last: about 64 bytes a sample of picture and sound.
    truncateSync(lost, Math.floor(statSync(lost).size * 0.9))
    const files: Readonly<Record<string, string>> = {
      mp4,
      mp4_faststart: remuxed('moov first.mp4', '-movflags', '+faststart'),
      mp4_fragmented: remuxed('fragmented.mp4', '-movflags', '+frag_keyframe+empty_moov'),
      mp4_no_moov: lost,
      mov: remuxed('a.mov'),
      ts: remuxed('a.ts'),
      m2ts: remuxed('a.m2ts', '-mpegts_m2ts_mode', '1', '-f', 'mpegts'),
      avi: makeClip(at('a.avi'), { ...clip, extra: [...h264, '-c:a', 'pcm_s16le'] }),
      wav: makeClip(at('a.wav'), { seconds: SECONDS, video: false, extra: ['-c:a', 'pcm_s16le'] }),
      mp3: makeClip(at('a.mp3'), { seconds: SECONDS, video: false, extra: ['-c:a', 'libmp3lame'] }),
    }
    const figures: Record<string, unknown> = { files_mb: round(statSync(mp4).size / 1e6) }
    for (const [name, path] of Object.entries(files)) {
      const [own, theirs]: [number[], number[]] = [[], []]
      let bytes = 0
      for (let turn = 0; turn < ROUNDS; turn++) {
        const { file, read } = counted(path)
        const from = performance.now()
        const probed = await probeMedia(file, { path, zone: 'Asia/Shanghai', nowMs: Date.now(), demux: async () => null })
        own.push(performance.now() - from)
        bytes = read()
        if (!probed.ok) throw new Error(`${name}: ${probed.error.type}`)
        theirs.push(ffprobeMs(path))
      }
      const row = { ms: round(quantile(own, 0.5), 2), kb: round(bytes / 1e3), ffprobe_ms: round(quantile(theirs, 0.5)), ffprobe_kb: round((ffprobeBytes(path) ?? 0) / 1e3), size_mb: round(statSync(path).size / 1e6) }
      console.log(`${name.padEnd(16)} ${String(row.ms).padStart(8)} ms ${String(row.kb).padStart(9)} kB   ffprobe ${String(row.ffprobe_ms).padStart(6)} ms ${String(row.ffprobe_kb).padStart(9)} kB   of ${row.size_mb} MB`)
      figures[name] = row
    }
    return figures
  } finally {
    folder.remove()
  }
}
