// Pieces made from some Recordings: what each is, by whom and when, the way to it, and the way out with an approval.

import { A } from '@solidjs/router'
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { recordingId } from '../../../core/ids.ts'
import { formatDuration, formatTime } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Size } from '../../parts/figures.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { createLive } from '../../state/createLive.ts'
import { useApp } from '../../state/appContext.ts'
import { createPiecesFrom, createSessionOf, type PieceDeed } from './createPieces.ts'
import { pieceWords as t } from './pieceWords.ts'
import './pieces.css'

/** Nothing is drawn while there are none. */
export const PieceList = (props: { readonly recordings: readonly string[]; readonly class?: string }): JSX.Element => {
  const pieces = createPiecesFrom(() => props.recordings)
  return (
    <Show when={pieces().length > 0}>
      <section class={`stack ${props.class ?? ''}`}>
        <h2>
          {t('pieces')} <span class="muted">{pieces().length}</span>
        </h2>
        <Rows pieces={pieces()} />
      </section>
    </Show>
  )
}

const Rows = (props: { readonly pieces: readonly PieceDeed[] }): JSX.Element => {
  const sessionOf = createSessionOf()
  return (
    <ul class="pieceList">
      <For each={props.pieces}>{(deed) => <PieceRow deed={deed} session={sessionOf(deed.fields.recording)} />}</For>
    </ul>
  )
}

export const lengthOf = ({ fields }: PieceDeed): string => (fields.work === 'still' ? '' : formatDuration(fields.cuts.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0), true))

const PieceRow = (props: { readonly deed: PieceDeed; readonly session: SessionRow | undefined }): JSX.Element => (
  <li class="pieceRow">
    <Icon name={props.deed.fields.work === 'still' ? 'photo' : 'video'} size={14} class="muted" />
    <div class="grow">
      <div class="row wrap">
        <Show when={props.session} fallback={<strong>{t(`work.${props.deed.fields.work}`)}</strong>}>
          {(row) => <A href={`/archive/${encodeURIComponent(row().session.id)}`}>{t(`work.${props.deed.fields.work}`)}</A>}
        </Show>
        <span class="figure">{lengthOf(props.deed)}</span>
        <span class="muted">
          <Size bytes={props.deed.fields.size} />
        </span>
      </div>
      <div class="muted small">
        {props.deed.name} · {formatTime(props.deed.madeMs)}
        <Show when={props.deed.fields.words}> · {props.deed.fields.words}</Show>
        <Show when={!props.session}> · {t('notHere')}</Show>
      </div>
    </div>
    <Show when={props.session}>{(row) => <TakeOut deed={props.deed} session={row()} />}</Show>
  </li>
)

/** Article 18: nothing goes out without an approval. */
export const TakeOut = (props: { readonly deed: PieceDeed; readonly session: SessionRow }): JSX.Element => {
  const app = useApp()
  const [refused, setRefused] = createSignal(false)
  const way = createLive(() => app.wayOut(recordingId(props.deed.fields.recording)))
  const left = (): number | null => {
    const found = way()
    return found?.ok ? found.value.timesLeft : null
  }
  const save = async (): Promise<void> => {
    const taken = await act(app.takeOut(recordingId(props.deed.fields.recording)))
    setRefused(taken === null)
    if (!taken) return
    const url = URL.createObjectURL(taken.value as unknown as Blob)
    const link = document.createElement('a')
    link.href = url
    link.download = props.deed.fields.name
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
    tell(t('saved'), props.deed.fields.name)
  }
  return (
    <span class="row">
      <Show when={left()}>{(times) => <span class="muted small">{t('left', times())}</span>}</Show>
      <Show when={refused()}>
        <A class="button compact" href={`/approvals/ask?sessions=${encodeURIComponent(props.session.session.id)}&use=extract`}>
          {t('ask')}
        </A>
      </Show>
      <Button small icon="export" title={t('saveAbout')} onClick={save}>
        {t('save')}
      </Button>
    </span>
  )
}
