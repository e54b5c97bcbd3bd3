// What every piece is signed with beside its range: what for, and the case.

import type { JSX } from 'solid-js'
import { Field } from '../../parts/Field.tsx'
import { pieceWords as t } from './pieceWords.ts'

export interface PieceWhy {
  readonly words: string
  readonly caseNumber: string
}

export const PieceFields = (props: { readonly value: PieceWhy; readonly onChange: (change: Partial<PieceWhy>) => void }): JSX.Element => (
  <div class="pieceFields">
    <Field autofocus label={t('words')} hint={t('wordsHint')} maxlength={1000} value={props.value.words} onInput={(event) => props.onChange({ words: event.currentTarget.value })} />
    <Field label={t('caseNumber')} hint={t('caseHint')} maxlength={100} value={props.value.caseNumber} onInput={(event) => props.onChange({ caseNumber: event.currentTarget.value })} />
  </div>
)
