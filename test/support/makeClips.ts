// Short clips made by ffmpeg for tests: a moving test picture, a tone, and the container's rarer forms on demand.

import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ClipOptions {
  /** `-f lavfi` picture; null: no picture. */
  readonly seconds?: number
  readonly size?: string
  readonly fps?: number
  /** Frames between key frames. */
  readonly gop?: number
  readonly bFrames?: number
  readonly video?: boolean
  readonly audio?: boolean
  readonly sampleRate?: number
  readonly channels?: number
  /** Colour of a plain picture instead of the test picture. */
  readonly color?: string
  /** Arguments just before the output, such as `-movflags +faststart`. */
  readonly extra?: readonly string[]
}

const ffmpeg = (args: readonly string[]): void => {
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
}

export const makeClip = (path: string, options: ClipOptions = {}): string => {
  const { seconds = 6, size = '320x180', fps = 25, gop = fps, bFrames = 0, video = true, audio = true, sampleRate = 48_000, channels = 1, color, extra = [] } = options
  const picture = color ? `color=c=${color}:size=${size}:rate=${fps}:duration=${seconds}` : `testsrc2=size=${size}:rate=${fps}:duration=${seconds}`
  ffmpeg([
    ...(video ? ['-f', 'lavfi', '-i', picture] : []),
    ...(audio ? ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=${sampleRate}:duration=${seconds}`] : []),
    ...(video ? ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', `${gop}`, '-keyint_min', `${gop}`, '-sc_threshold', '0', '-bf', `${bFrames}`] : []),
    ...(audio ? ['-c:a', 'aac', '-ac', `${channels}`, '-b:a', '64k'] : []),
    ...extra,
    path,
  ])
  return path
}

/** The same samples in another box, with other options before or after the input. */
export const remuxClip = (from: string, to: string, options: { readonly before?: readonly string[]; readonly after?: readonly string[] } = {}): string => {
  ffmpeg([...(options.before ?? []), '-i', from, '-c', 'copy', ...(options.after ?? []), to])
  return to
}

/** A folder of its own under the system's temporary one, and the way to remove it. */
export const makeTempFolder = async (name: string): Promise<{ readonly path: string; remove(): void }> => {
  const path = await mkdtemp(join(tmpdir(), `fieldreel-${name}-`))
  mkdirSync(path, { recursive: true })
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export interface Packet {
  readonly pts: number
  readonly dts: number
  readonly size: number
  readonly pos: number
  readonly key: boolean
}

/** What ffprobe sees of one stream (`v:0`, `a:0`): times in the stream's own units. */
export const probePackets = (path: string, stream: string): readonly Packet[] => {
  const text = execFileSync('ffprobe', ['-v', 'error', '-select_streams', stream, '-show_entries', 'packet=pts,dts,size,pos,flags', '-of', 'json', path], { encoding: 'utf8', maxBuffer: 2 ** 28 })
  const { packets } = JSON.parse(text) as { packets: readonly { pts: number; dts: number; size: string; pos: string; flags: string }[] }
  return packets.map((packet) => ({ pts: packet.pts, dts: packet.dts, size: Number(packet.size), pos: Number(packet.pos ?? -1), key: packet.flags.startsWith('K') }))
}
