// The form for one picture taken out at its full size, with its text below it or beside it.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { Recording } from '../../../core/catalog/recording.ts'
import { durationText } from '../../../core/pieces/durationText.ts'
import type { PieceCut, PiecePlan } from '../../../core/pieces/piece.ts'
import { CheckField } from '../../parts/Field.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { SignDialog } from '../../parts/SignDialog.tsx'
import { PieceFields, type PieceWhy } from './PieceFields.tsx'
import { pieceWords as t } from './pieceWords.ts'
import './pieces.css'

interface StillDialogProps {
  readonly recording: Recording
  readonly cut: PieceCut
  /** Of the picture, as the unit reads it. */
  readonly time: string
  /** What stands below the picture. */
  readonly lines: readonly string[]
  readonly caseNumber: string
  readonly onMake: (plans: readonly PiecePlan[], why: PieceWhy) => void
  readonly onClose: () => void
}

export const StillDialog = (props: StillDialogProps): JSX.Element => {
  const [burnIn, setBurnIn] = createSignal(true)
  const [why, setWhy] = createSignal<PieceWhy>({ words: '', caseNumber: props.caseNumber })
  const size = (): string => {
    const { video } = props.recording
    if (!video) return ''
    const turned = video.rotation % 180 !== 0
    return t('sizeText', turned ? video.height : video.width, turned ? video.width : video.height, video.rotation !== 0)
  }
  return (
    <SignDialog
      open
      act="extractEvidence"
      onClose={props.onClose}
      title={t('stillTitle')}
      about={t('about')}
      ready
      sign={t('signMake')}
      onSign={async () => {
        props.onMake([{ work: 'still', cut: props.cut, burntIn: burnIn() ? props.lines : null }], why())
        return true
      }}
    >
      <dl class="facts2">
        <dt>{t('time')}</dt>
        <dd>{props.time}</dd>
        <dt>{t('from')}</dt>
        <dd class="row">
          <Hash value={props.recording.id} /> <span class="muted figure">{durationText(props.cut.fromMs)}</span>
        </dd>
        <dt>{t('size')}</dt>
        <dd>{size()}</dd>
      </dl>
      <div class="stack tight">
        <CheckField label={t('burnIn')} checked={burnIn()} onChange={setBurnIn} />
        <Show when={burnIn()} fallback={<p class="small muted">{t('burnInAbout')}</p>}>
          <div class="stillLines">
            <For each={props.lines}>{(line) => <p>{line}</p>}</For>
          </div>
        </Show>
      </div>
      <PieceFields value={why()} onChange={(change) => setWhy({ ...why(), ...change })} />
    </SignDialog>
  )
}
