// The terms a Request begins with: by the profile, until the end of the day so many days from now.

import { endOfDay } from '../../../core/policy/calendar.ts'
import type { PolicyProfile } from '../../../core/policy/profile.ts'
import type { AskedTerms } from './RequestForm.tsx'

const dayMs = 86_400_000

export const firstTerms = ({ viewing, zone }: PolicyProfile, nowMs: number): AskedTerms => ({ use: 'view', untilMs: endOfDay(nowMs + viewing.approvalDays * dayMs, zone) - 1, times: viewing.timesAllowed })
