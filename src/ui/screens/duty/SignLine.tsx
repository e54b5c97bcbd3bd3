// Signs of editing with both values that disagree, and of which files they are; the same of several files in one line.

import type { JSX } from 'solid-js'
import type { EditSign } from '../../../core/policy/editSigns.ts'
import { common } from '../../i18n/common.ts'
import { formatDuration, formatTime } from '../../i18n/formats.ts'
import { dutyWords as t } from './dutyWords.ts'

const text = (value: string): string => value || t('empty')
const short = (id: string): string => id.slice(0, 4)

/** One for each line: the first of several files of which the same is to be said. */
export interface SignGroup {
  readonly sign: EditSign
  readonly files: number
}

export const signGroups = (signs: readonly EditSign[]): readonly SignGroup[] =>
  [...Map.groupBy(signs, (sign) => (sign.type === 'software' ? `${sign.word} ${sign.is}` : sign)).values()].map((same) => ({ sign: same[0] as EditSign, files: same.length }))

const valuesOf = ({ sign, files }: SignGroup): string => {
  switch (sign.type) {
    case 'encoderChanged':
      return `${t(`field.${sign.field}`)}: ${text(sign.was)} → ${text(sign.is)} (${short(sign.other)} → ${short(sign.recording)})`
    case 'timesDisagree':
      return `${common(`source.${sign.sources[0]}`)} ${formatTime(sign.was)} ≠ ${common(`source.${sign.sources[1]}`)} ${formatTime(sign.is)}, ${t('apart', formatDuration(Math.abs(sign.was - sign.is)))} (${short(sign.recording)})`
    case 'editList':
      return `${t('editListOf', formatDuration(sign.was), formatDuration(sign.is))} (${short(sign.recording)})`
    case 'software':
      return `${sign.is}: ${t('softwareIn', sign.word)} (${files > 1 ? t('signFiles', files) : short(sign.recording)})`
    default:
      return `${t('sequenceNo', `${sign.was}`)} → ${t('sequenceNo', `${sign.is}`)} (${short(sign.other)} → ${short(sign.recording)})`
  }
}

export const SignLine = (props: { readonly group: SignGroup; readonly clip?: boolean }): JSX.Element => (
  <span class={`signLine small ${props.clip ? 'clip' : ''}`} title={valuesOf(props.group)}>
    <strong class="amber">{t(`sign.${props.group.sign.type}`)}</strong> {valuesOf(props.group)}
  </span>
)
