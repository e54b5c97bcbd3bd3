// The last look before a redacted piece is made: what will be covered, what will not, who signs; then the making, and where the result is.

import { A } from '@solidjs/router'
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { OpenViewing, SessionRow } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import type { RecordingId } from '../../../core/ids.ts'
import type { PieceProgress } from '../../../core/piecePorts.ts'
import { clipRedactions } from '../../../core/redaction/clipRedactions.ts'
import { describeRedactions } from '../../../core/redaction/describeRedactions.ts'
import { common } from '../../i18n/common.ts'
import { formatDuration } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, TextField } from '../../parts/Field.tsx'
import { Duration } from '../../parts/figures.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { Progress } from '../../parts/Progress.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createPerson } from '../../state/createRight.ts'
import type { ViewingScreen } from '../viewing/createViewing.ts'
import { wallText } from '../viewing/wallText.ts'
import type { RedactionEditor } from './createRedaction.ts'
import { redactionWords as t } from './redactionWords.ts'

interface MakeRedactedProps {
  readonly row: SessionRow
  readonly viewing: ViewingScreen
  readonly opened: OpenViewing
  readonly editor: RedactionEditor
  readonly onClose: () => void
}

type Making = { readonly at: 'asking'; readonly error: FieldreelError | null } | { readonly at: 'making'; readonly progress: PieceProgress; readonly sinceMs: number } | { readonly at: 'made'; readonly recording: RecordingId }

export const MakeRedacted = (props: MakeRedactedProps): JSX.Element => {
  const app = useApp()
  const person = createPerson()
  const [making, setMaking] = createSignal<Making>({ at: 'asking', error: null })
  const [caseNumber, setCaseNumber] = createSignal(props.viewing.registration().caseNumber)
  const [words, setWords] = createSignal('')
  const cuts = props.editor.cuts()
  const list = clipRedactions(props.editor.list(), cuts)
  const figures = describeRedactions(list)
  const [first, last] = [cuts[0], cuts.at(-1)]
  const totalMs = cuts.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  const clock = (recordingId: string, ms: number): string => wallText(props.row.session, props.editor.wallOf(recordingId, ms), true)
  let abort = new AbortController()

  const make = async (): Promise<void> => {
    abort = new AbortController()
    props.viewing.pause()
    const sinceMs = performance.now()
    setMaking({ at: 'making', sinceMs, progress: { secondsDone: 0, secondsTotal: totalMs / 1000 } })
    const made = await props.opened.makePiece({ plan: { work: 'redacted', cuts, redactions: list }, caseNumber: caseNumber().trim(), words: words().trim() }, { signal: abort.signal, onProgress: (progress) => setMaking({ at: 'making', sinceMs, progress }) })
    setMaking(made.ok ? { at: 'made', recording: made.value } : { at: 'asking', error: made.error.type === 'Cancelled' ? null : made.error })
  }
  const close = (): void => {
    abort.abort()
    props.onClose()
  }
  const state = <K extends Making['at']>(at: K): Extract<Making, { at: K }> | undefined => {
    const now = making()
    return now.at === at ? (now as Extract<Making, { at: K }>) : undefined
  }
  const rate = (now: Extract<Making, { at: 'making' }>): number => now.progress.secondsDone / Math.max(0.001, (performance.now() - now.sinceMs) / 1000)
  return (
    <Dialog
      open
      onClose={close}
      title={t('makeTitle')}
      actions={
        <Show
          when={!state('made')}
          fallback={
            <>
              <span class="grow" />
              <Button onClick={close}>{common('close')}</Button>
            </>
          }
        >
          <span class="muted small grow signedBy">{common('signedBy', person()?.name ?? '', person()?.officerNumber ?? '')}</span>
          <Button tone="quiet" onClick={() => (state('making') ? abort.abort() : close())}>
            {common('cancel')}
          </Button>
          <Button tone="accent" disabled={state('making') !== undefined || cuts.length === 0 || figures.boxes.length + figures.sounds.length === 0} onClick={make}>
            {t('makeSign')}
          </Button>
        </Show>
      }
    >
      <Show when={state('asking')}>
        {(now) => (
          <>
            <p class="note">{t('copyOnly')}</p>
            <dl class="facts2">
              <dt>{t('range')}</dt>
              <dd>
                <span class="mono">
                  {first ? clock(first.recordingId, first.fromMs) : ''}–{last ? clock(last.recordingId, last.toMs) : ''}
                </span>{' '}
                <Duration ms={totalMs} tenths />
              </dd>
              <dt>{t('covered')}</dt>
              <dd>
                <For each={figures.boxes} fallback={t('nothingCovered')}>
                  {(row) => (
                    <div>
                      {t(`subject.${row.subject}`)} · {t(`style.${row.style}`)} × {row.count}
                      <Show when={row.proposed > 0}> <span class="muted">{t('ofProposed', row.proposed)}</span></Show>
                    </div>
                  )}
                </For>
              </dd>
              <dt>{t('muted')}</dt>
              <dd>
                <For each={figures.sounds} fallback={<span class="amber">{t('soundStays')}</span>}>
                  {(row) => (
                    <div>
                      {t(`sound.${row.style}`)} × {row.count} · <Duration ms={row.ms} tenths />
                    </div>
                  )}
                </For>
              </dd>
            </dl>
            <p class="small muted">{t('makeAbout')}</p>
            <Field label={t('caseNumber')} value={caseNumber()} maxLength={300} onInput={(event) => setCaseNumber(event.currentTarget.value)} />
            <TextField label={t('words')} rows={2} value={words()} maxLength={2000} onInput={(event) => setWords(event.currentTarget.value)} />
            <Show when={now().error}>{(error) => <Problem error={error()} plain />}</Show>
          </>
        )}
      </Show>
      <Show when={state('making')}>
        {(now) => (
          <div class="stack" role="status">
            <Progress label={t('makeTitle')} done={now().progress.secondsDone} total={now().progress.secondsTotal} />
            <p class="row small">
              <span>
                {formatDuration(now().progress.secondsDone * 1000)} / {formatDuration(now().progress.secondsTotal * 1000)}
              </span>
              <span class="grow" />
              <Show when={now().progress.secondsDone > 0}>
                <span class="muted">
                  {rate(now()).toFixed(1)}× · {t('left', formatDuration(((now().progress.secondsTotal - now().progress.secondsDone) / rate(now())) * 1000))}
                </span>
              </Show>
            </p>
            <p class="small muted">{t('makingAbout')}</p>
          </div>
        )}
      </Show>
      <Show when={state('made')}>{(now) => <Made recording={now().recording} app={app} />}</Show>
    </Dialog>
  )
}

const everything = { text: '', recorder: null, officer: null, from: null, to: null, drive: null, kind: null, tag: null, state: null } as const

const Made = (props: { readonly recording: RecordingId; readonly app: ReturnType<typeof useApp> }): JSX.Element => {
  const rows = createLive(() => props.app.search(everything), [])
  const session = (): string | undefined => rows().find(({ recordings }) => recordings.some(({ id }) => id === props.recording))?.session.id
  return (
    <div class="stack" role="status">
      <p class="note green">{t('made')}</p>
      <p class="small muted">{t('madeAbout')}</p>
      <Show when={session()}>
        {(id) => (
          <p>
            <A class="button accent" href={`/archive/${encodeURIComponent(id())}`}>
              {t('toPiece')}
            </A>
          </p>
        )}
      </Show>
    </div>
  )
}
