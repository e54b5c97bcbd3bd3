// Lets a browser test see what ffprobe and ffmpeg say of a movie it made.

import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeTempFolder, remuxClip } from './makeClips.ts'

export interface SeenPacket {
  readonly stream: number
  /** Seconds. */
  readonly pts: number
  readonly key: boolean
  /** SHA-256 of its bytes. */
  readonly hash: string
}

export interface SeenMovie {
  /** Everything ffprobe and ffmpeg complain of. */
  readonly warnings: string
  readonly streams: readonly { readonly codec_type: string; readonly codec_name: string; readonly width?: number; readonly height?: number; readonly duration: string; readonly start_time: string; readonly side_data_list?: readonly { readonly rotation?: number }[] }[]
  readonly tags: Readonly<Record<string, string>>
  readonly packets: readonly SeenPacket[]
  /** Grey pictures of `side` × `side`, one behind the other, base64. */
  readonly pictures: string
}

declare module 'vitest/browser' {
  interface BrowserCommands {
    lookAtMovie(name: string, bytes: string, side: number): Promise<SeenMovie>
  }
}

export const lookAtMovie = async (_context: unknown, name: string, bytes: string, side: number): Promise<SeenMovie> => {
  const folder = await makeTempFolder('look')
  try {
    const path = join(folder.path, name)
    writeFileSync(path, Buffer.from(bytes, 'base64'))
    // Sound in MPEG-TS has headers of its own before each packet.
    const boxed = name.endsWith('.ts') ? remuxClip(path, `${path}.mp4`) : path
    const probe = spawnSync('ffprobe', ['-v', 'warning', '-show_format', '-show_streams', '-show_packets', '-show_data_hash', 'sha256', '-of', 'json', boxed], { encoding: 'utf8', maxBuffer: 1 << 28 })
    const { format, streams, packets } = JSON.parse(probe.stdout) as { format: { tags?: Record<string, string> }; streams: SeenMovie['streams']; packets: readonly { stream_index: number; pts_time: string; flags: string; data_hash: string }[] }
    const decoded = spawnSync('ffmpeg', ['-nostdin', '-v', 'warning', '-i', path, '-f', 'null', '-'], { encoding: 'utf8' })
    const pictures = streams.every(({ codec_type }) => codec_type !== 'video') ? Buffer.alloc(0) : execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, '-map', '0:v', '-fps_mode', 'passthrough', '-s', `${side}x${side}`, '-pix_fmt', 'gray', '-f', 'rawvideo', '-'], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] })
    return {
      warnings: `${probe.stderr}${decoded.stderr}`,
      streams,
      tags: format.tags ?? {},
      packets: packets.map(({ stream_index: stream, pts_time, flags, data_hash: hash }) => ({ stream, pts: Number(pts_time), key: flags.startsWith('K'), hash })),
      pictures: pictures.toString('base64'),
    }
  } finally {
    folder.remove()
  }
}
