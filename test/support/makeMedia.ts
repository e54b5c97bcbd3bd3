// Media files of every container the prober knows, made by ffmpeg into one folder; and files on disk as the ports see them.

import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { FileLike } from '../../src/core/ports.ts'

/** A file on disk, read in slices as a browser File is. */
export const diskFile = (path: string): FileLike => {
  const { size, mtimeMs } = statSync(path)
  return {
    name: path,
    size,
    lastModified: mtimeMs,
    slice: (start, end) => ({
      arrayBuffer: async () => {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start))
        const file = openSync(path, 'r')
        try {
          readSync(file, bytes, 0, bytes.length, start)
        } finally {
          closeSync(file)
        }
        return bytes.buffer
      },
    }),
  }
}

/** Bytes in memory as a file; every slice is a copy. */
export const memoryFile = (bytes: Uint8Array, name = 'x'): FileLike => ({
  name,
  size: bytes.length,
  lastModified: 0,
  slice: (start, end) => ({ arrayBuffer: async () => new Uint8Array(bytes.subarray(start, end)).buffer }),
})

const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=25:duration=2']
const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=2']
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25']
const aac = ['-c:a', 'aac', '-b:a', '64k']

/** Arguments of ffmpeg for each file; two seconds at 25 pictures a second. */
const recipes = {
  'plain.mp4': [...picture, ...tone, ...h264, ...aac, '-metadata', 'creation_time=2026-03-26T01:30:00Z', '-metadata', 'location=+29.5630+106.5516/'],
  'faststart.mov': [...picture, ...tone, ...h264, '-c:a', 'pcm_s16le', '-movflags', '+faststart'],
  'fragmented.mp4': [...picture, ...tone, ...h264, ...aac, '-movflags', '+frag_keyframe+empty_moov+default_base_moof'],
  'sidx.mp4': [...picture, ...h264, '-movflags', '+dash+frag_keyframe', '-f', 'mp4'],
  'hevc.mp4': [...picture, '-c:v', 'libx265', '-x265-params', 'log-level=error', '-pix_fmt', 'yuv420p', '-tag:v', 'hvc1'],
  'mjpeg.mov': [...picture, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p'],
  'mpeg4.3gp': [...picture, '-c:v', 'mpeg4'],
  'sound.m4a': [...tone, ...aac],
  'mjpeg.avi': [...picture, ...tone, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-c:a', 'pcm_s16le'],
  'h264.avi': [...picture, ...tone, ...h264, '-c:a', 'libmp3lame'],
  'h264.ts': [...picture, ...tone, ...h264, ...aac],
  'ac3.m2ts': [...picture, ...tone, ...h264, '-c:a', 'ac3', '-mpegts_m2ts_mode', '1', '-f', 'mpegts'],
  'hevc.ts': [...picture, '-c:v', 'libx265', '-x265-params', 'log-level=error', '-pix_fmt', 'yuv420p'],
  'mpeg2.ts': [...picture, ...tone, '-c:v', 'mpeg2video', '-c:a', 'mp2'],
  'pcm.wav': [...tone, '-c:a', 'pcm_s16le'],
  'alaw.wav': [...tone, '-ar', '8000', '-c:a', 'pcm_alaw'],
  'long.wav': [...tone, '-c:a', 'pcm_s24le', '-rf64', 'always'],
  'cbr.mp3': [...tone, '-c:a', 'libmp3lame', '-b:a', '64k', '-write_xing', '0', '-id3v2_version', '0'],
  'vbr.mp3': [...tone, '-c:a', 'libmp3lame', '-q:a', '5'],
  'adts.aac': [...tone, ...aac],
  'h264.mkv': [...picture, ...tone, ...h264, ...aac],
  'vp9.webm': [...picture, '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'],
  'sound.flac': [...tone, '-c:a', 'flac'],
  'opus.ogg': [...tone, '-c:a', 'libopus'],
  'photo.jpg': [...picture, '-frames:v', '1', '-pix_fmt', 'yuvj420p', '-c:v', 'mjpeg', '-f', 'image2'],
  'photo.png': [...picture, '-frames:v', '1', '-f', 'image2'],
} as const satisfies Record<string, readonly string[]>

export type MediaName = keyof typeof recipes
export const mediaNames = Object.keys(recipes) as readonly MediaName[]

/** Makes one file in `folder` and says its path. */
export const makeMedia = (folder: string, name: MediaName): string => {
  const path = join(folder, name)
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...recipes[name], '-fflags', '+bitexact', path], { stdio: ['ignore', 'ignore', 'inherit'] })
  return path
}

export interface Ffprobed {
  readonly format: { readonly format_name: string; readonly duration?: string; readonly tags?: Readonly<Record<string, string>> }
  readonly streams: readonly {
    readonly codec_type: string
    readonly codec_name?: string
    readonly width?: number
    readonly height?: number
    readonly sample_rate?: string
    readonly channels?: number
    readonly duration?: string
    readonly nb_read_packets?: string
    readonly side_data_list?: readonly { readonly rotation?: number }[]
  }[]
}

/** What ffprobe says of a file; null when it cannot read it. */
export const ffprobe = (path: string): Ffprobed | null => {
  try {
    const found = JSON.parse(execFileSync('ffprobe', ['-v', 'quiet', '-of', 'json', '-show_format', '-show_streams', path], { encoding: 'utf8' })) as Partial<Ffprobed>
    return found.format && found.streams ? { format: found.format, streams: found.streams } : null
  } catch {
    return null
  }
}
