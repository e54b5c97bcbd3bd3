// A receipt on A4: what was found when its file was checked, in full, so that the page alone lets anybody compare a file.

import { For, Show, type JSX } from 'solid-js'
import type { ReceiptedRecording, ReceiptVerdict } from '../../../core/cases/checkReceipt.ts'
import { common } from '../../i18n/common.ts'
import { formatCount, formatTime, formatZone } from '../../i18n/formats.ts'
import { PrintFooter } from '../log/PrintFooter.tsx'
import { caseWords as t } from './caseWords.ts'

export const ReceiptSheet = (props: { readonly verdict: ReceiptVerdict }): JSX.Element => {
  /** One of several that rest on the same entry: its proof is printed once. */
  const shared = (): ReceiptedRecording | undefined => {
    const [first, ...others] = props.verdict.recordings
    return others.length > 0 && first?.fixed && others.every(({ fixed }) => fixed?.logId === first.fixed?.logId && fixed?.seq === first.fixed?.seq) ? first : undefined
  }
  return (
    <article class="sheetPaper">
      <PrintFooter />
      <h1>{t('receiptTitle')}</h1>
      <Show when={props.verdict.problems.length > 0}>
        <p class="red" role="alert">
          {t('problem')}: {props.verdict.problems.map(({ type, detail }) => `${type} ${detail}`).join('; ')}
        </p>
      </Show>
      <Show when={props.verdict.said}>
        {(said) => (
          <dl class="sheetFacts">
            <dt>{t('print.party')}</dt>
            <dd>
              <strong>{said().fields.party}</strong>
            </dd>
            <dt>{t('print.reason')}</dt>
            <dd>{said().fields.reason}</dd>
            <Show when={said().fields.caseNumber}>
              <dt>{t('print.case')}</dt>
              <dd>{said().fields.caseNumber}</dd>
            </Show>
            <dt>{t('print.unit')}</dt>
            <dd>{props.verdict.unit}</dd>
            <dt>{t('print.signed')}</dt>
            <dd>
              {said().name} {said().officerNumber} · {zoned(said().madeMs)}
            </dd>
            <dt>{t('print.id')}</dt>
            <dd>
              <code>{said().id}</code>
            </dd>
          </dl>
        )}
      </Show>
      <For each={props.verdict.recordings}>{(recording, index) => <RecordingOnPaper recording={recording} index={index()} all={props.verdict.recordings.length} proofBelow={shared() !== undefined} />}</For>
      <Show when={shared()}>
        {(recording) => (
          <section class="sheetRecording">
            <h2>{t('print.shared', props.verdict.recordings.length)}</h2>
            <dl class="sheetFacts">
              <ProofFacts recording={recording()} />
            </dl>
          </section>
        )}
      </Show>
      <section class="sheetHow">
        <h2>{t('print.how')}</h2>
        <p>{t('print.how1')}</p>
        <p>{t('print.how2')}</p>
        <p>
          {t('print.how3')} {t('print.rootKey')}: <code>{props.verdict.root}</code>
        </p>
        <p>{t('print.limit')}</p>
      </section>
      <div class="sheetSign">
        <span>{t('print.sign')}</span>
        <span>{t('print.received')}</span>
      </div>
    </article>
  )
}

const zoned = (ms: number): string => `${formatTime(ms)} ${formatZone(ms)}`

const RecordingOnPaper = (props: { readonly recording: ReceiptedRecording; readonly index: number; readonly all: number; readonly proofBelow: boolean }): JSX.Element => {
  const facts = (): ReceiptedRecording['facts'] => props.recording.facts
  const span = (): string => {
    const { startMs, endMs } = facts()
    return startMs === null ? common('clockNotSet') : `${formatTime(startMs)}${endMs === null ? '' : ` – ${formatTime(endMs)}`} ${formatZone(startMs)}`
  }
  const source = (): string => sources.flatMap((one) => (one === facts().clock ? [common(`source.${one}`)] : []))[0] ?? common('unknown')
  const offset = (): string => (facts().offsetMs === null ? t('print.noOffset') : t('print.offset', String((facts().offsetMs ?? 0) / 1000), String((facts().uncertaintyMs ?? 0) / 1000)))
  return (
    <section class="sheetRecording">
      <h2>{t('print.recording', props.index + 1, props.all)}</h2>
      <dl class="sheetFacts">
        <dt>{t('print.name')}</dt>
        <dd>
          <strong>{facts().name}</strong> · {t('print.bytes', formatCount(facts().size))}
        </dd>
        <Show when={props.recording.path}>
          <dt>{t('print.path')}</dt>
          <dd>{props.recording.path}</dd>
        </Show>
        <dt>{t('print.recorder')}</dt>
        <dd>
          {facts().recorder ?? common('unknown')} · {t('print.officer')} {facts().officer ?? common('unknown')}
        </dd>
        <dt>{t('print.span')}</dt>
        <dd>
          {span()}
          <br />
          {t('print.clock')}: {source()} · {offset()}
        </dd>
        <dt>{t('print.sha')}</dt>
        <dd>
          <code>{facts().recording}</code>
        </dd>
        <dt>{t('print.xxh')}</dt>
        <dd>
          <code>{facts().xxh128}</code>
        </dd>
        <Show when={!props.proofBelow}>
          <ProofFacts recording={props.recording} />
        </Show>
      </dl>
    </section>
  )
}

const ProofFacts = (props: { readonly recording: ReceiptedRecording }): JSX.Element => {
  const bracket = (): string => {
    const { notBeforeMs, notAfterMs } = props.recording
    const bounds = [notBeforeMs === null ? t('print.noBefore') : t('print.notBefore', formatTime(notBeforeMs)), notAfterMs === null ? t('print.noAfter') : t('print.notAfter', formatTime(notAfterMs))]
    return `${bounds.join(' · ')}${notBeforeMs === null && notAfterMs === null ? '' : t('print.witnessClock')}`
  }
  return (
    <Show when={props.recording.fixed}>
      {(fixed) => (
        <>
          <dt>{t('print.bracket')}</dt>
          <dd>
            {bracket()}
            <br />
            {t('print.device', formatTime(fixed().timeMs), fixed().device)}
          </dd>
          <dt>{t('print.witnesses')}</dt>
          <dd>{fixed().witnesses.length > 0 ? fixed().witnesses.map(({ name, seconds }) => `${name} ${formatTime(seconds * 1000)}`).join(' · ') : t('print.noWitness')}</dd>
          <dt>{t('print.log')}</dt>
          <dd>
            <code>{fixed().logId}</code> · {t('print.entry')} {fixed().seq}
          </dd>
          <dt>{t('print.root')}</dt>
          <dd>
            <code>{fixed().checkpoint.root}</code> · {fixed().checkpoint.size}
          </dd>
        </>
      )}
    </Show>
  )
}

const sources = ['name', 'playlist', 'container', 'exif', 'gps', 'fileSystem'] as const
