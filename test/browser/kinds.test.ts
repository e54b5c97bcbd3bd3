// What plays how: every file of the corpus is probed, and shown or heard the way the probe says, in real Chromium; the README's table must say the same.

import { expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import readme from '../../README.md?raw'
import type { Probe } from '../../src/core/catalog/recording.ts'
import { lacksDecoder } from '../../src/core/media/decoding.ts'
import { makeProberClient } from '../../src/rpc/proberClient.ts'
import { codecText } from '../../src/ui/i18n/codecText.ts'
import { comesTrue, makePart, showTimeline } from '../support/showTimeline.ts'
import { tableSays, tableWord } from '../support/playTable.ts'

const BEGIN = Date.UTC(2026, 2, 26, 1, 0, 0)

/** Files that are said to play and do not, with the reason. */
const reasons: Readonly<Record<string, RegExp>> = {
  // ffmpeg, too, decodes next to nothing of it: its frame references overflow.
  'container/no_timescale.mp4': /PIPELINE_ERROR_DECODE/,
  // A picture cut off behind its head.
  'photo/c3018ebe53d0046eecb58858ca869a99.jpg': /could not be decoded/,
}

/** Of one kind so many are played; the others are only probed. */
const PLAYED = 1

/** Far longer than any takes. */
const OPEN_MS = 20_000

interface Row {
  readonly path: string
  readonly kind: string
  readonly how: string
  readonly result: string
}

const name = ({ container, video, audio, recovered }: Probe): string =>
  `${container} ${[video && codecText(video.codec), audio && codecText(audio.codec)].filter(Boolean).join(' + ') || '–'}${recovered ? `, ${recovered}` : ''}`

const onTimeline = async (file: File, probe: Probe): Promise<string> => {
  const part = await makePart(file, BEGIN, (probe.durationMs ?? 1000) / 1000)
  const opened = await Promise.race([showTimeline([part], BEGIN), new Promise<null>((resolve) => setTimeout(resolve, OPEN_MS, null))])
  if (opened === null) return 'does not open in time'
  if ('type' in opened) return `${opened.type}${'codec' in opened ? ` ${opened.codec}` : ''}${'detail' in opened ? ` ${opened.detail}` : ''}`
  const { player, frames, failures, states, close } = opened
  await comesTrue(() => frames.length > 0, 3000)
  player.setMuted(true)
  player.play()
  await comesTrue(() => frames.length > 1 || failures.length > 0 || states.at(-1)?.ended === true, 4000)
  const heard = (document.querySelector('video') as (HTMLVideoElement & { readonly webkitAudioDecodedByteCount?: number }) | null)?.webkitAudioDecodedByteCount ?? 0
  const work = states.at(-1)?.work
  close()
  if (failures[0]) return failures[0].type
  return frames.length === 0 ? 'no picture' : work?.soundOnly ? `sound${work.sound ? ', rewritten' : ''}${heard > 0 ? '' : ', unheard'}` : `pictures${heard > 0 ? ' and sound' : ''}${work?.picture ? ', decoded' : ''}${work?.sound ? ', sound rewritten' : ''}${work?.recovered ? ', recovered' : ''}`
}

const whole = (file: File): Promise<string> => createImageBitmap(file).then(() => 'picture', (reason: unknown) => String(reason))

/** What belongs to a playlist is no kind by itself: hlsFolders.test.ts shows it folder by folder. */
const files = (await commands.corpusFiles()).filter((path) => !/^(hls|derived\/hls-)/.test(path))

test.skipIf(files.length === 0)('every file of the corpus plays as its probe says (skips without the corpus)', { timeout: 600_000 }, async () => {
  const prober = makeProberClient({ workers: 1 })
  const rows: Row[] = []
  const unexplained: string[] = []
  const otherwise: string[] = []
  const played = new Map<string, number>()
  for (const path of files) {
    const file = new File([Uint8Array.from(atob(await commands.corpusBytes(path)), (char) => char.charCodeAt(0))], path.split('/').at(-1) ?? '')
    const probed = await prober.probe(file, { path, zone: 'Asia/Shanghai', signal: new AbortController().signal })
    if (!probed.ok) {
      rows.push({ path, kind: '–', how: 'none', result: probed.error.type })
      if (probed.error.type !== 'NotMedia' && probed.error.type !== 'EmptyFile') unexplained.push(`${path}: ${probed.error.type}`)
      continue
    }
    const probe = probed.value
    const how = probe.playMode
    const kind = name(probe)
    const said = probe.kind === 'photo' || (how === 'none' && probe.damage) ? null : tableSays(readme, probe)
    if (said !== null && !said.includes(tableWord(probe))) otherwise.push(`${path}: ${kind} is ${tableWord(probe)}, the README says ${said || 'nothing'}`)
    played.set(kind, (played.get(kind) ?? 0) + 1)
    if (how !== 'none' && (played.get(kind) ?? 0) > PLAYED && !reasons[path] && !path.startsWith('broken')) continue
    const result = how === 'none' ? (lacksDecoder(probe.video?.codec ?? probe.audio?.codec ?? '') ? 'no decoder' : probe.damage && 'detail' in probe.damage ? probe.damage.detail : 'not played') : how === 'whole' ? await whole(file) : await onTimeline(file, probe)
    rows.push({ path, kind, how, result })
    const shown = how === 'none' || /^(pictures|picture|sound)/.test(result) && !result.endsWith('unheard')
    if (shown !== !reasons[path] || (reasons[path] && !reasons[path].test(result))) unexplained.push(`${path} (${how}): ${result}`)
  }
  prober.dispose()
  console.log(rows.map(({ path, kind, how, result }) => `| ${path} | ${kind} | ${how} | ${result} |`).join('\n'))
  expect(unexplained).toEqual([])
  expect(otherwise).toEqual([])
})
