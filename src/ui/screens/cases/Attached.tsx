// What is attached to a case, newest first: each opens viewing at its moment; taken off only with a reason.

import { A } from '@solidjs/router'
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import type { CaseLink, CaseRow } from '../../../core/cases/casesOf.ts'
import { common } from '../../i18n/common.ts'
import { formatClock, formatTime } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { TextField } from '../../parts/Field.tsx'
import { Poster } from '../../parts/Poster.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { SignDialog } from '../../parts/SignDialog.tsx'
import { viewHref } from '../viewing/viewHref.ts'
import { caseWords as t } from './caseWords.ts'

interface AttachedProps {
  readonly row: CaseRow
  /** By RecordingId. */
  readonly sessions: ReadonlyMap<string, SessionRow>
  readonly may: boolean
}

export const Attached = (props: AttachedProps): JSX.Element => {
  const [detaching, setDetaching] = createSignal<CaseLink | null>(null)
  const now = (): readonly CaseLink[] => props.row.links.filter(({ ended }) => ended === null).toReversed()
  const ended = (): readonly CaseLink[] => props.row.links.filter((link) => link.ended !== null).toReversed()
  return (
    <section class="stack">
      <h2>
        {t('attached')} <span class="muted">{now().length}</span>
      </h2>
      <Show
        when={now().length > 0}
        fallback={
          <EmptyState icon="archive" title={t('attachedNone')} actions={<A class="button" href="/archive">{t('toArchive')}</A>}>
            <p>{t('attachedNoneAbout')}</p>
          </EmptyState>
        }
      >
        <ul class="caseLinks">
          <For each={now()}>
            {(link) => (
              <LinkRow link={link} sessions={props.sessions}>
                <Button small tone="quiet" disabled={!props.may} onClick={() => setDetaching(link)}>
                  {t('detach')}
                </Button>
              </LinkRow>
            )}
          </For>
        </ul>
      </Show>
      <Show when={ended().length > 0}>
        <details class="small">
          <summary class="muted">{t('showDetached', ended().length)}</summary>
          <ul class="caseLinks muted">
            <For each={ended()}>{(link) => <LinkRow link={link} sessions={props.sessions} />}</For>
          </ul>
        </details>
      </Show>
      <Show when={detaching()}>{(link) => <Detach link={link()} onClose={() => setDetaching(null)} />}</Show>
    </section>
  )
}

/** Where a link begins on the clock of its Session; null where it is not in the catalogue. */
export const beginOf = (link: CaseLink, sessions: ReadonlyMap<string, SessionRow>): { readonly row: SessionRow; readonly fromMs: number; readonly toMs: number } | null => {
  const { recordings, range } = link.deed.fields
  const row = recordings.map((id) => sessions.get(id)).find((found) => found !== undefined)
  const parts = row?.session.parts.filter(({ recordingId }) => recordings.includes(recordingId)) ?? []
  const [first, last] = [parts[0], parts.at(-1)]
  if (!row || !first || !last) return null
  return { row, fromMs: first.startMs + (range?.fromMs ?? 0), toMs: range ? first.startMs + range.toMs : last.endMs }
}

const LinkRow = (props: { readonly link: CaseLink; readonly sessions: ReadonlyMap<string, SessionRow>; readonly children?: JSX.Element }): JSX.Element => {
  const fields = () => props.link.deed.fields
  const begin = () => beginOf(props.link, props.sessions)
  const what = (): string => {
    const known = begin()
    if (fields().range) return t('range')
    return known && known.row.recordings.length === fields().recordings.length ? t('whole', fields().recordings.length) : t('some', fields().recordings.length)
  }
  return (
    <li class="caseLink">
      <Show when={begin()} fallback={<span class="poster small" />}>
        {(known) => <Poster id={known().row.posters.find((id) => fields().recordings.includes(id)) ?? known().row.posters[0]} kind={known().row.kinds[0]} class="small" />}
      </Show>
      <div class="grow">
        <Show when={begin()} fallback={<span class="amber">{t('unknownSession')}</span>}>
          {(known) => (
            <span class="row wrap">
              <Show when={known().row.session.day !== 'unset'} fallback={<span class="amber">{common('clockNotSet')}</span>}>
                <strong>
                  {formatTime(known().fromMs)}–{formatClock(known().toMs)}
                </strong>
              </Show>
              <span>{known().row.session.recorder ?? common('unknownRecorder')}</span>
              <span class="muted">{known().row.session.officer}</span>
            </span>
          )}
        </Show>
        <span class="row wrap small muted">
          <span class={fields().range ? 'chip accent' : ''}>{what()}</span>
          <span>
            {t('attachedBy', props.link.deed.name)} <TimeText ms={props.link.deed.madeMs} />
          </span>
          <Show when={fields().words}>
            <span class="text">{fields().words}</span>
          </Show>
          <Show when={props.link.ended}>
            {(ended) => (
              <span>
                {t('detachedBy', ended().name)} <TimeText ms={ended().madeMs} />：{ended().fields.reason}
              </span>
            )}
          </Show>
        </span>
      </div>
      <Show when={begin()}>
        {(known) => (
          <A class="button compact" href={viewHref(known().row.session.id, known().fromMs, fields().caseNumber)}>
            <Icon name="play" />
            {t('watch')}
          </A>
        )}
      </Show>
      {props.children}
    </li>
  )
}

const Detach = (props: { readonly link: CaseLink; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  const [reason, setReason] = createSignal('')
  const sign = async (): Promise<boolean> => (await act(app.sign('caseUnlink', { link: props.link.deed.id, reason: reason().trim() }))) !== null
  return (
    <SignDialog open onClose={props.onClose} title={t('detachTitle')} about={t('detachAbout')} act="keepCase" ready={reason().trim() !== ''} sign={t('signDetach')} onSign={sign}>
      <TextField label={t('reason')} rows={3} maxLength={4000} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
    </SignDialog>
  )
}
