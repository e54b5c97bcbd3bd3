// What the policy profile calls things, in the language of the screen; an id of another profile as it is written.

import type { PolicyProfile } from '../../../core/policy/profile.ts'
import { language } from '../../i18n/language.ts'

type Named = readonly { readonly id: string; readonly label: { readonly zh: string; readonly en: string } }[]

const textOf = (list: Named | undefined, id: string): string => {
  const label = list?.find((one) => one.id === id)?.label
  return label ? (language() === 'en' ? label.en : label.zh) : id
}

export const activityText = (id: string, profile: PolicyProfile | undefined): string => textOf(profile?.activityKinds, id)
export const elementText = (id: string, profile: PolicyProfile | undefined): string => textOf(profile?.elements, id)
export const groundText = (id: string, profile: PolicyProfile | undefined): string => textOf(profile?.exemptions, id)

/** `…` in the wording stands for the unit's name. */
export const noticeText = (profile: PolicyProfile | undefined, unit: string): string => {
  const wording = profile?.notice.wording
  return (language() === 'en' ? wording?.en : wording?.zh)?.replace('…', unit) ?? ''
}
