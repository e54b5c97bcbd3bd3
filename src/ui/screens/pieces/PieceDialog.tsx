// The form for a range taken out as pieces: how, which files it becomes, what for; signed when they are made.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { isOnTimeline } from '../../../core/catalog/recording.ts'
import { cutsOf, type PiecePlan } from '../../../core/pieces/piece.ts'
import { canCopy, planRange, type PlannedPiece } from '../../../core/pieces/planRange.ts'
import { codecText } from '../../i18n/codecText.ts'
import { formatBytes } from '../../i18n/formats.ts'
import { Duration } from '../../parts/figures.tsx'
import { SignDialog } from '../../parts/SignDialog.tsx'
import { wallText } from '../viewing/wallText.ts'
import { PieceFields, type PieceWhy } from './PieceFields.tsx'
import { pieceWords as t } from './pieceWords.ts'
import './pieces.css'

interface PieceDialogProps {
  readonly row: SessionRow
  /** Recordings that cannot be read now. */
  readonly leftOut: ReadonlySet<string>
  /** On the clock of the Session, in either order. */
  readonly fromMs: number
  readonly toMs: number
  readonly caseNumber: string
  readonly onMake: (plans: readonly PiecePlan[], why: PieceWhy) => void
  readonly onClose: () => void
}

export const PieceDialog = (props: PieceDialogProps): JSX.Element => {
  const [chosen, setWork] = createSignal<'copy' | 'exact'>('copy')
  /** How the pictures are coded that cannot be copied, each once. */
  const uncopied = (): readonly string[] => {
    const wanted = new Set(planRange(props.row.session.parts, props.row.recordings, props.fromMs, props.toMs, 'copy').flatMap(({ plan }) => cutsOf(plan).map(({ recordingId }) => recordingId)))
    return [...new Set(props.row.recordings.flatMap((recording) => (wanted.has(recording.id) && !canCopy(recording) ? [codecText(recording.video?.codec ?? '')] : [])))]
  }
  const copies = (): boolean => uncopied().length === 0
  const work = (): 'copy' | 'exact' => (copies() ? chosen() : 'exact')
  const [why, setWhy] = createSignal<PieceWhy>({ words: '', caseNumber: props.caseNumber })
  const planned = (): readonly PlannedPiece[] => planRange(props.row.session.parts, props.row.recordings.filter((recording) => isOnTimeline(recording) && !props.leftOut.has(recording.id)), props.fromMs, props.toMs, work())
  /** Counted as under the picture: photos have no number. */
  const numberOf = (recording: string): number => props.row.session.parts.filter(({ recordingId }) => props.row.recordings.some((one) => one.id === recordingId && isOnTimeline(one))).findIndex(({ recordingId }) => recordingId === recording) + 1
  const from = ({ plan }: PlannedPiece): string => {
    const [first, ...others] = cutsOf(plan)
    return others.length > 0 ? t('parts', others.length + 1) : t('part', numberOf(first?.recordingId ?? ''))
  }
  const clock = (ms: number): string => wallText(props.row.session, ms, true)
  return (
    <SignDialog
      open
      wide
      act="extractEvidence"
      onClose={props.onClose}
      title={t('pieceTitle')}
      about={t('about')}
      ready={planned().length > 0}
      sign={t('signMake')}
      onSign={async () => {
        props.onMake(planned().map(({ plan }) => plan), why())
        return true
      }}
    >
      <fieldset class="pieceWorks">
        <legend class="unseen">{t('how')}</legend>
        <For each={['copy', 'exact'] as const}>
          {(one) => (
            <label class="pieceWork" classList={{ chosen: work() === one }}>
              <input type="radio" name="work" disabled={one === 'copy' && !copies()} checked={work() === one} onChange={() => setWork(one)} />
              <span>
                <strong>{t(one)}</strong>
                <span class="muted small">{one === 'copy' && !copies() ? t('noCopy', uncopied().join(', ')) : t(`${one}About`)}</span>
              </span>
            </label>
          )}
        </For>
      </fieldset>
      <section class="stack tight">
        <h3>
          {t('willMake')} <span class="muted">{t('count', planned().length)}</span>
        </h3>
        <Show when={planned().length > 0} fallback={<p class="note amber">{t('nothing')}</p>}>
          <ul class="piecePlans scroll">
            <For each={planned()}>
              {(piece) => (
                <li class="row">
                  <span class="figure">
                    {clock(piece.startMs)}–{clock(piece.endMs)}
                  </span>
                  <span class="muted">
                    <Duration ms={piece.endMs - piece.startMs} tenths />
                  </span>
                  <span class="grow figure">{from(piece)}</span>
                  <span class="muted figure">{t('about2', formatBytes(piece.bytes))}</span>
                </li>
              )}
            </For>
          </ul>
          <Show when={planned().length > 1}>
            <p class="small muted">{t(work() === 'copy' ? 'severalCopies' : 'severalExact')}</p>
          </Show>
        </Show>
      </section>
      <PieceFields value={why()} onChange={(change) => setWhy({ ...why(), ...change })} />
    </SignDialog>
  )
}
