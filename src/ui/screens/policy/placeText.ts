// A place of a profile and a value in it, in words: for comparing two profiles, and for naming what is wrong.

import type { Json } from '../../../core/format/canonicalJson.ts'
import type { Act } from '../../../core/policy/acts.ts'
import type { RetentionTerm } from '../../../core/policy/retentionTerm.ts'
import { actWords } from '../../i18n/actWords.ts'
import { common } from '../../i18n/common.ts'
import { language } from '../../i18n/language.ts'
import { termText } from '../../i18n/termText.ts'
import { fieldAt, valueAt, type PolicyField } from './policyFields.ts'
import { policyWords as t } from './policyWords.ts'

const parts: Readonly<Record<string, () => string>> = { zh: () => t('lang'), en: () => t('english'), id: () => t('id'), term: () => t('term'), may: () => t('may'), order: () => t('order'), months: () => t('months'), days: () => t('days'), number: () => t('articleNumber') }

/** What an entry of the lists of a profile is called, by the path of its field and its id. */
export type EntryNames = (field: string, id: string) => string | null

/** As the first of the profiles says that has it. */
export const entryNames = (...profiles: readonly Json[]): EntryNames => (field, id) => {
  const lists = profiles.map((profile) => valueAt(profile, field)).filter((list): list is readonly Json[] => Array.isArray(list))
  const entry = lists.flat().find((one) => one !== null && typeof one === 'object' && (one as Entry)['id'] === id) as Entry | undefined
  return entry ? wordText(entry['label']) || null : null
}

/** `gapCauses[weather].label.en` → 中断原因 › 天气恶劣 › 英文. What nobody named stays as it is written. */
export const placeText = (path: string, called: EntryNames = () => null): string => {
  if (path === '') return t('wholeFile')
  const field = fieldAt(path)
  if (!field) return path
  const rest = path.slice(field.path.length).split(/[.[\]]+/).filter((part) => part !== '' && part !== 'label')
  return [t(field.name), ...rest.map((part) => (/^\d+$/.test(part) && field.kind !== 'articles' ? `${Number(part) + 1}` : (called(field.path, part) ?? parts[part]?.() ?? part)))].join(' › ')
}

/** A value of that place, in one line or a few. */
export const valueText = (path: string, value: Json | undefined, called: EntryNames = () => null): string => {
  const field = fieldAt(path)
  if (value === undefined) return t('nothing')
  if (value === null) return t('open')
  if (typeof value === 'boolean') return common(value ? 'yes' : 'no')
  if (typeof value === 'number') return `${value} ${field?.unit ? (value === 1 ? t(field.unit).replace(/(?<=[a-z]{2})s$/, '') : t(field.unit)) : ''}`.trim()
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return (value as readonly Json[]).map((one) => (path.endsWith('[order]') && field ? (called(field.path, String(one)) ?? listedText(one)) : listedText(one))).join(' · ') || t('noneListed')
  return entryText(value as Entry)
}

type Entry = { readonly [key: string]: Json }

const listedText = (value: Json): string => (typeof value === 'string' ? (actWords(value as Act) || value) : value !== null && typeof value === 'object' ? entryText(value as Entry) : String(value))

const entryText = (entry: Entry): string => {
  if (typeof entry['type'] === 'string') return termText(entry as unknown as RetentionTerm)
  const words = (entry['label'] ?? entry['text'] ?? entry) as Entry
  const label = wordText(words)
  const more = entry['term'] ? `: ${termText(entry['term'] as unknown as RetentionTerm)}` : entry['may'] ? `: ${(entry['may'] as readonly Json[]).map(listedText).join(' · ')}` : ''
  return `${label}${more}`
}

/** Of a text in two languages the one that is on screen. */
export const wordText = (word: Json | undefined): string => {
  const [zh, en] = word !== null && typeof word === 'object' ? [(word as Entry)['zh'], (word as Entry)['en']] : []
  return String((language() === 'en' ? en : zh) ?? '')
}

/** What the profile's reader says is wrong, in words where it has a short name. */
export const faultText = (detail: string): string => {
  const short = (['day', 'zone', 'empty', 'id', 'empty period', 'withCase'] as const).find((name) => name === detail)
  if (short) return t(`fault.${short}`)
  return /Expected [<>]=/.test(detail) ? t('fault.range', detail.replace(/^.*Expected /, '').replace(/ but.*$/, '')) : detail
}

export const fieldText = (field: PolicyField, value: Json | undefined): string => (field.kind === 'word' || field.kind === 'longWord' ? wordText(value) : valueText(field.path, value))
