// Says of a Session that it is no recorder's work but a piece: made from what, by whom, when, what for.

import { A } from '@solidjs/router'
import { For, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { durationText } from '../../../core/pieces/durationText.ts'
import { common } from '../../i18n/common.ts'
import { formatTime } from '../../i18n/formats.ts'
import { Hash } from '../../parts/Hash.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { RedactionNote } from '../redaction/RedactionNote.tsx'
import { createOwnPieces, createSessionOf, type PieceDeed } from './createPieces.ts'
import { TakeOut } from './PieceList.tsx'
import { pieceWords as t } from './pieceWords.ts'
import './pieces.css'

/** Nothing is drawn for what recorders recorded. */
export const PieceBanner = (props: { readonly row: SessionRow }): JSX.Element => {
  const deeds = createOwnPieces(() => props.row.recordings.map(({ id }) => id))
  return <For each={deeds()}>{(deed) => <Banner deed={deed} row={props.row} />}</For>
}

const Banner = (props: { readonly deed: PieceDeed; readonly row: SessionRow }): JSX.Element => {
  const sessionOf = createSessionOf()
  const range = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): string => (props.deed.fields.work === 'still' ? durationText(fromMs) : `${durationText(fromMs)}–${durationText(toMs)}`)
  const recorded = (recording: string, fromMs: number): string => {
    const part = sessionOf(recording)?.session.parts.find(({ recordingId }) => recordingId === recording)
    return part ? formatTime(part.startMs + fromMs) : ''
  }
  return (
    <aside class="pieceBanner stack tight">
      <div class="row top">
        <Icon name="cut" />
        <div class="grow">
          <strong>{t('bannerTitle', t(`work.${props.deed.fields.work}`))}</strong>
          <p class="small">{t('banner', props.deed.name, formatTime(props.deed.madeMs))}</p>
        </div>
        <Show when={props.row.whereabouts.drives.length > 0}>
          <TakeOut deed={props.deed} session={props.row} />
        </Show>
      </div>
      <Show when={props.row.whereabouts.drives.length === 0}>
        <p class="note amber">{t('gone')}</p>
      </Show>
      <dl class="facts2">
        <For each={props.deed.fields.cuts}>
          {(cut) => (
            <>
              <dt>{t('original')}</dt>
              <dd>
                <Show when={sessionOf(cut.recording)} fallback={<span class="muted">{t('notHere')}</span>}>
                  {(row) => <A href={`/archive/${encodeURIComponent(row().session.id)}`}>{row().session.recorder ?? common('unknownRecorder')}</A>}
                </Show>{' '}
                <span class="figure">{recorded(cut.recording, cut.fromMs)}</span> <span class="muted figure">{range(cut)}</span> <Hash value={cut.recording} />
              </dd>
            </>
          )}
        </For>
        <Show when={props.deed.fields.words}>
          <dt>{t('purpose')}</dt>
          <dd>{props.deed.fields.words}</dd>
        </Show>
        <Show when={props.deed.fields.caseNumber}>
          <dt>{t('caseNumber')}</dt>
          <dd>{props.deed.fields.caseNumber}</dd>
        </Show>
        <dt>{t('viewing')}</dt>
        <dd>
          <code>{props.deed.fields.viewing.slice(0, 8)}</code>
        </dd>
      </dl>
      <Show when={props.deed.fields.redactions}>
        {(hash) => <RedactionNote hash={hash()} />}
      </Show>
    </aside>
  )
}
