// The page that checks a receipt: one file that opens anywhere, also from a disk without a network, and sends nothing anywhere.

import { checkReceipt, type ReceiptVerdict } from '../core/cases/checkReceipt.ts'
import { readReceipt } from '../core/format/receipt.ts'
import { receiptMagic } from '../core/log/constants.ts'
import { drawVerdict, type FileCheck } from './drawVerdict.ts'
import { element } from './element.ts'
import { hashFile } from './hashFile.ts'
import './page.css'
import { verifyEd25519 } from './verifyEd25519.ts'
import { language, setLanguage, words } from './words.ts'

type Shown = { readonly at: 'nothing' } | { readonly at: 'unreadable'; readonly name: string; readonly detail: string } | { readonly at: 'read'; readonly name: string; readonly verdict: ReceiptVerdict }

let shown: Shown = { at: 'nothing' }
let checks: readonly FileCheck[] = []
/** Files that were handed in before the receipt. */
let waiting: readonly File[] = []
/** As typed, to be compared with the one in the receipt. */
let publishedRoot = ''

const isReceipt = async (file: File): Promise<boolean> => (await file.slice(0, receiptMagic.length).text()) === receiptMagic

const take = async (files: readonly File[]): Promise<void> => {
  for (const file of files) {
    if (await isReceipt(file)) await takeReceipt(file)
    else if (shown.at === 'read') await takeMedia(file)
    else waiting = [...waiting, file]
  }
  if (shown.at === 'nothing' && waiting.length > 0) shown = { at: 'unreadable', name: waiting.at(-1)?.name ?? '', detail: words().notReceipt }
  draw()
}

const takeReceipt = async (file: File): Promise<void> => {
  const read = readReceipt(new Uint8Array(await file.arrayBuffer()))
  shown = read.ok ? { at: 'read', name: file.name, verdict: await checkReceipt(read.value, verifyEd25519) } : { at: 'unreadable', name: file.name, detail: 'detail' in read.error ? read.error.detail : read.error.type }
  checks = []
  const files = waiting
  waiting = []
  draw()
  if (shown.at === 'read') for (const one of files) await takeMedia(one)
}

const takeMedia = async (file: File): Promise<void> => {
  const started = performance.now()
  const put = (check: FileCheck): void => {
    checks = [...checks.filter(({ file: other }) => other !== check.file), check]
    draw()
  }
  put({ file, done: 0, rate: 0, sha256: null, failure: null })
  try {
    const sha256 = await hashFile(file, (done) => put({ file, done, rate: done / Math.max(1, performance.now() - started) * 1000, sha256: null, failure: null }))
    put({ file, done: file.size, rate: 0, sha256, failure: null })
  } catch (cause) {
    put({ file, done: 0, rate: 0, sha256: null, failure: cause instanceof Error ? cause.message : String(cause) })
  }
}

const picker = element('input', { type: 'file', multiple: '', hidden: '' })
picker.addEventListener('change', () => {
  void take([...(picker.files ?? [])])
  picker.value = ''
})

const draw = (): void => {
  const w = words()
  document.documentElement.lang = language()
  document.title = w.title
  const typing = document.activeElement?.id === 'root'
  const choose = element('button', { type: 'button', class: 'main' }, shown.at === 'read' ? w.chooseMedia : w.choose)
  choose.addEventListener('click', () => picker.click())
  const other = element('button', { type: 'button', lang: language() === 'en' ? 'zh-CN' : 'en' }, w.otherLanguage)
  other.addEventListener('click', () => {
    setLanguage(language() === 'en' ? 'zh-CN' : 'en')
    draw()
  })
  const body =
    shown.at === 'read'
      ? drawVerdict(shown.name, shown.verdict, checks, publishedRoot, (text) => {
          publishedRoot = text
          draw()
        })
      : [shown.at === 'unreadable' ? element('p', { class: 'verdict bad', role: 'alert' }, element('strong', {}, `✗ ${w.unreadable(shown.name)}`), ` ${shown.detail}`) : '', element('ol', { class: 'steps' }, ...w.steps.map((step) => element('li', {}, step)))]
  document.body.replaceChildren(
    element('header', {}, element('h1', {}, w.title), other),
    element('main', {}, element('p', { class: 'about' }, w.about), element('div', { class: 'drop' }, element('p', {}, shown.at === 'read' ? w.dropMedia : w.drop), choose, picker), ...body),
    element('footer', {}, w.footer),
  )
  if (typing) {
    const root = document.querySelector<HTMLInputElement>('#root')
    root?.focus()
    root?.setSelectionRange(root.value.length, root.value.length)
  }
}

addEventListener('dragover', (event) => event.preventDefault())
addEventListener('drop', (event) => {
  event.preventDefault()
  void take([...(event.dataTransfer?.files ?? [])])
})
draw()
