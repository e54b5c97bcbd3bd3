// Makes the sample drive in public/sample with ffmpeg: two recorders, split files, one gap, one photo, a burnt-in clock.
// Run once at development time: node .scripts/makeSample.ts

import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const out = 'public/sample'
const zoneOffsetMs = 8 * 3600_000
const font = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'

interface Clip {
  readonly recorder: string
  readonly officer: string
  /** Local time in China, as in the file name. */
  readonly start: string
  readonly seconds: number
  readonly sequence: number
  readonly place: string
  readonly colours: string
}

const clips: readonly Clip[] = [
  { recorder: 'ZF3A001', officer: '500114', start: '2026-03-26T09:30:00', seconds: 30, sequence: 1, place: '城东街道 · 文化市场检查', colours: 'c0=0x2b4a6f:c1=0x7d93a8' },
  { recorder: 'ZF3A001', officer: '500114', start: '2026-03-26T09:30:30', seconds: 30, sequence: 2, place: '城东街道 · 文化市场检查', colours: 'c0=0x2b4a6f:c1=0x93a27d' },
  { recorder: 'ZF3A001', officer: '500114', start: '2026-03-26T09:31:00', seconds: 20, sequence: 3, place: '城东街道 · 文化市场检查', colours: 'c0=0x3f5a4a:c1=0x93a27d' },
  { recorder: 'ZF3A001', officer: '500114', start: '2026-03-26T09:33:05', seconds: 24, sequence: 4, place: '城东街道 · 送达文书', colours: 'c0=0x6f5a2b:c1=0xa8957d' },
  { recorder: 'ZF3B007', officer: '500127', start: '2026-03-26T14:05:10', seconds: 30, sequence: 1, place: '濯水古镇 · 旅游投诉', colours: 'c0=0x5a3f5a:c1=0x8f7da8' },
  { recorder: 'ZF3B007', officer: '500127', start: '2026-03-26T14:05:40', seconds: 22, sequence: 2, place: '濯水古镇 · 旅游投诉', colours: 'c0=0x5a3f5a:c1=0xa87d7d' },
]

const utcMs = (local: string): number => Date.parse(`${local}Z`) - zoneOffsetMs
const compact = (local: string): string => local.replaceAll(/[-:T]/g, '')
const ffmpeg = (...args: string[]): void => void execFileSync('ffmpeg', ['-v', 'error', '-y', ...args])

const overlay = (clip: Clip): string => {
  const epoch = Date.parse(`${clip.start}Z`) / 1000
  const text = (value: string, rest: string): string => `drawtext=fontfile=${font}:fontcolor=white:box=1:boxcolor=black@0.45:boxborderw=6:${rest}:text='${value}'`
  return [
    `drawbox=x='mod(t*40\\,iw)':y=ih*0.55:w=60:h=90:color=white@0.35:t=fill`,
    text(`%{pts\\:gmtime\\:${epoch}\\:%Y-%m-%d %H\\\\\\:%M\\\\\\:%S}`, 'fontsize=24:x=14:y=14'),
    text(`${clip.recorder}  ${clip.officer}`, 'fontsize=16:x=14:y=56'),
    text(`示例 SAMPLE  ${clip.place}`, 'fontsize=16:x=14:y=h-34'),
  ].join(',')
}

const stamp = (path: string, ms: number): void => utimesSync(path, ms / 1000, ms / 1000)

rmSync(out, { recursive: true, force: true })
const files: { path: string; mtime: number }[] = []
const put = (path: string, mtime: number): string => {
  mkdirSync(dirname(join(out, path)), { recursive: true })
  files.push({ path, mtime })
  return join(out, path)
}

for (const clip of clips) {
  const path = `${clip.start.slice(0, 10)}/${clip.recorder}_${clip.officer}_${compact(clip.start)}_${String(clip.sequence).padStart(4, '0')}.MP4`
  const target = put(path, utcMs(clip.start) + clip.seconds * 1000)
  ffmpeg(
    '-f', 'lavfi', '-i', `gradients=s=640x360:r=15:d=${clip.seconds}:speed=0.01:${clip.colours}:x0=0:y0=0:x1=640:y1=360`,
    '-f', 'lavfi', '-i', `sine=frequency=330:beep_factor=3:sample_rate=16000:duration=${clip.seconds}`,
    '-vf', `${overlay(clip)},format=yuv420p`, '-af', 'volume=0.08',
    '-c:v', 'libx264', '-preset', 'veryslow', '-crf', '31', '-g', '30', '-bf', '2', '-profile:v', 'main',
    '-c:a', 'aac', '-b:a', '24k', '-ac', '1', '-t', String(clip.seconds),
    '-metadata', `creation_time=${new Date(utcMs(clip.start)).toISOString()}`, '-movflags', '+faststart', target,
  )
  stamp(target, utcMs(clip.start) + clip.seconds * 1000)
}

const photo: Clip = { recorder: 'ZF3A001', officer: '500114', start: '2026-03-26T09:31:10', seconds: 1, sequence: 5, place: '城东街道 · 现场照片', colours: 'c0=0x3f5a4a:c1=0xa8957d' }
const photoPath = put(`2026-03-26/${photo.recorder}_${photo.officer}_${compact(photo.start)}_0005.JPG`, utcMs(photo.start))
ffmpeg('-f', 'lavfi', '-i', `gradients=s=1280x720:r=1:d=1:${photo.colours}:x0=0:y0=0:x1=1280:y1=720`, '-vf', `${overlay(photo)},format=yuvj420p`, '-frames:v', '1', '-q:v', '5', photoPath)
writeFileSync(put('README.txt', utcMs(photo.start)), '示例介质：本目录由 Fieldreel 执影项目自行制作，画面、声音、警号与产品序号均为虚构。\nSample drive made by the Fieldreel project; every picture, sound and number is invented.\n')

writeFileSync(join(out, 'sample.json'), `${JSON.stringify({ name: '示例介质 SAMPLE', files }, null, 2)}\n`)
let total = 0
for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) total += statSync(join(out, name)).isFile() ? statSync(join(out, name)).size : 0
console.log(`${files.length} files, ${(total / 1048576).toFixed(2)} MiB`)
