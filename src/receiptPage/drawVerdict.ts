// Draws what a receipt proves, plainly: the verdict first, then each recording with its file, then what it does not prove.

import type { ReceiptedRecording, ReceiptVerdict } from '../core/cases/checkReceipt.ts'
import { element } from './element.ts'
import { language, words } from './words.ts'

/** A media file that was handed in, while and after it is read. */
export interface FileCheck {
  readonly file: File
  readonly done: number
  /** Bytes a second. */
  readonly rate: number
  /** Null until all was read. */
  readonly sha256: string | null
  readonly failure: string | null
}

type Part = Node | string

export const drawVerdict = (name: string, verdict: ReceiptVerdict, checks: readonly FileCheck[], publishedRoot: string, onRoot: (text: string) => void): readonly Part[] => {
  const w = words()
  const { said, problems, recordings } = verdict
  const lines = problems.map(({ type, recording, detail }) => element('li', {}, `${recording === null || recordings.length < 2 ? '' : w.ofRecording(recording + 1)}${w.problem[type]} `, element('code', {}, detail)))
  const strangers = checks.filter((check) => !recordings.some((one) => isOf(check, one)))
  return [
    element(
      'section',
      { class: `verdict ${problems.length > 0 ? 'bad' : 'good'}`, role: 'status' },
      element('strong', {}, problems.length > 0 ? `✗ ${w.bad}` : `✓ ${w.good}`),
      element('span', { class: 'small' }, ` ${name}`),
      problems.length > 0 ? element('ul', {}, ...lines) : '',
      problems.length > 0 ? element('p', {}, w.badAbout) : '',
    ),
    ...strangers.map((check) => drawCheck(check, false)),
    ...recordings.map((recording, index) => drawRecording(recording, index, recordings.length, checks.filter((check) => isOf(check, recording)))),
    said
      ? element(
          'section',
          {},
          facts([
            [w.party, said.fields.party],
            [w.why, said.fields.reason],
            [w.caseNumber, said.fields.caseNumber],
            [w.signed, `${said.name} ${said.officerNumber} · ${verdict.unit} · ${time(said.madeMs)}`],
            [w.receiptId, code(said.id)],
            verdict.filed ? [w.filed, element('span', {}, w.fixedAt(verdict.filed.seq, time(verdict.filed.timeMs), verdict.filed.device), ' ', code(verdict.filed.logId))] : ['', ''],
          ]),
        )
      : '',
    drawRoot(verdict, publishedRoot, onRoot),
    element('section', { class: 'columns' }, list(w.proves, problems.length > 0 ? ['–'] : w.proven), list(w.notProves, w.notProven)),
  ]
}

const isOf = (check: FileCheck, { facts: said }: ReceiptedRecording): boolean => check.sha256 === said.recording || (check.sha256 === null && check.file.size === said.size)

const drawRecording = ({ facts: said, path, fixed, notBeforeMs, notAfterMs }: ReceiptedRecording, index: number, all: number, checks: readonly FileCheck[]): Part => {
  const w = words()
  const span = said.startMs === null ? w.clockUnset : [`${time(said.startMs)}${said.endMs === null ? '' : ` – ${time(said.endMs)}`}`, w.clock[said.clock ?? ''] ?? '', said.offsetMs === null ? '' : w.offset(said.offsetMs / 1000, (said.uncertaintyMs ?? 0) / 1000)].filter(Boolean).join(' · ')
  return element(
    'section',
    {},
    element('h2', {}, w.recording(index + 1, all)),
    ...checks.map((check) => drawCheck(check, true)),
    checks.length === 0 ? element('p', { class: 'waiting' }, `○ ${w.mediaWaiting}`, element('code', { class: 'block' }, `sha256sum "${said.name}"`)) : '',
    facts([
      [w.name, said.name],
      ['SHA-256', code(said.recording)],
      ['XXH128', code(said.xxh128)],
      [w.size, `${said.size.toLocaleString('en-US')} B`],
      [w.recorder, said.recorder ?? '–'],
      [w.officer, said.officer ?? '–'],
      [w.span, span],
      ...(path === null ? [] : ([[w.path, path]] as const)),
      ...(fixed
        ? ([
            [w.bracket, w.bracketText(notBeforeMs === null ? null : time(notBeforeMs), notAfterMs === null ? null : time(notAfterMs))],
            [w.fixed, w.fixedAt(fixed.seq, time(fixed.timeMs), fixed.device)],
            [w.witnesses, fixed.witnesses.length > 0 ? fixed.witnesses.map((one) => `${one.name} ${time(one.seconds * 1000)}`).join(' · ') : element('span', { class: 'amber' }, `△ ${w.noWitness}`)],
            [w.checkpoint, element('span', {}, `${fixed.checkpoint.size} `, code(fixed.checkpoint.root))],
            [w.logId, code(fixed.logId)],
          ] as const)
        : []),
    ]),
  )
}

const drawCheck = ({ file, done, rate, sha256, failure }: FileCheck, known: boolean): Part => {
  const w = words()
  if (failure !== null) return element('p', { class: 'verdict bad', role: 'alert' }, w.mediaFailed(file.name, failure))
  if (sha256 === null) {
    const share = file.size === 0 ? 1 : done / file.size
    return element('p', { class: 'waiting' }, w.hashing(Math.floor(share * 100), `${(rate / 2 ** 20).toFixed(0)} MiB/s`), element('progress', { max: '1', value: String(share) }))
  }
  return element('p', { class: `verdict ${known ? 'good' : 'bad'}`, role: 'status' }, element('strong', {}, known ? w.mediaSame(file.name) : w.mediaOther(file.name)), element('br', {}), 'SHA-256 ', code(sha256))
}

const drawRoot = ({ root, unit }: ReceiptVerdict, published: string, onRoot: (text: string) => void): Part => {
  const w = words()
  const typed = published.toLowerCase().replace(/[^0-9a-f]/g, '')
  const field = element('input', { id: 'root', type: 'text', spellcheck: 'false', autocomplete: 'off', placeholder: w.rootField, 'aria-label': w.rootField })
  field.value = published
  field.addEventListener('input', () => onRoot(field.value))
  return element('section', {}, element('h2', {}, w.root), element('p', {}, w.rootAbout(unit)), code(root), field, typed.length < root.length ? '' : element('p', { class: `verdict ${typed === root ? 'good' : 'bad'}`, role: 'status' }, typed === root ? w.rootSame : w.rootDiffers))
}

const facts = (rows: readonly (readonly [string, Part])[]): HTMLElement => element('dl', {}, ...rows.filter(([, value]) => value !== '').flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]))
const list = (title: string, lines: readonly string[]): HTMLElement => element('div', {}, element('h2', {}, title), element('ul', {}, ...lines.map((line) => element('li', {}, line))))
const code = (text: string): HTMLElement => element('code', {}, text)

/** In the reader's own zone, which is said. */
const time = (ms: number): string => `${new Date(ms).toLocaleString('sv-SE')} ${new Intl.DateTimeFormat(language(), { timeZoneName: 'shortOffset' }).formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? ''}`
