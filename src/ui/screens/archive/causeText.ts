// A cause of a gap in words; one of another profile as it is written.

import { defaultProfile } from '../../../core/policy/defaultProfile.ts'
import type { PolicyProfile } from '../../../core/policy/profile.ts'
import { language } from '../../i18n/language.ts'

export const causeText = (cause: string, profile: PolicyProfile = defaultProfile.profile): string => {
  const label = profile.gapCauses.find(({ id }) => id === cause)?.label
  return label ? (language() === 'en' ? label.en : label.zh) : cause
}
