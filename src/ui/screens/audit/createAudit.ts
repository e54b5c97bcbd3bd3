// What the auditor's place draws: the book of the audit, the period and filters of the URL, and what follows from them.

import { useSearchParams } from '@solidjs/router'
import { createContext, createMemo, useContext, type Accessor } from 'solid-js'
import type { AuditBook } from '../../../app/audit.ts'
import { isWithin, quarterOf, readPeriod, type Period } from '../../../core/audit/period.ts'
import { chooseViewings, type ViewingChoice } from '../../../core/audit/watchedBy.ts'
import { principleBoard, type Figure, type Principle } from '../../../core/audit/principleBoard.ts'
import { findingKinds, type FindingKind } from '../../../core/policy/findings/finding.ts'
import { findingStates, type AnsweredFinding, type FindingState } from '../../../core/policy/findings/findingsOf.ts'
import type { ViewingRow } from '../../../core/viewing/viewing.ts'
import { formatDay } from '../../i18n/formats.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'

export const auditTabs = ['board', 'findings', 'viewings', 'logs'] as const
export type AuditTab = (typeof auditTabs)[number]

export interface AuditParams extends Record<string, string | string[] | undefined> {
  tab?: string
  period?: string
  kind?: string
  state?: string
  rule?: string
  q?: string
  finding?: string
  by?: string
  person?: string
  of?: string
  case?: string
  only?: string
}

export interface Audit {
  readonly book: Accessor<AuditBook | undefined>
  readonly tab: Accessor<AuditTab>
  readonly period: Accessor<Period>
  /** Of this period, by no other filter; problems of logs have no day and belong to every one. */
  readonly findings: Accessor<readonly AnsweredFinding[]>
  readonly board: Accessor<Readonly<Record<Principle, readonly Figure[]>> | null>
  /** Viewings of which a Finding says that no Approval covers them. */
  readonly unapproved: Accessor<ReadonlySet<string>>
  readonly choice: Accessor<ViewingChoice>
  readonly viewings: Accessor<readonly ViewingRow[]>
  readonly kind: Accessor<FindingKind | null>
  readonly state: Accessor<FindingState | null>
  readonly params: AuditParams
  set(change: Partial<AuditParams>): void
  /** An address in this place with the period kept. */
  href(to: Partial<AuditParams>): string
}

const approvalRules: ReadonlySet<string> = new Set(['noApproval', 'badApproval', 'urgentOverdue', 'urgentRefused'])

export const createAudit = (): Audit => {
  const app = useApp()
  const [params, setParams] = useSearchParams<AuditParams>()
  const book = createLive(() => app.audit)
  const zone = (): string => book()?.facts.profile.profile.zone ?? 'Asia/Shanghai'
  const today = formatDay(Date.now())
  const period = createMemo((): Period => {
    const read = readPeriod(params.period ?? quarterOf(today), zone()) ?? readPeriod(quarterOf(today), zone())
    if (!read) throw new Error(`no quarter of ${today}`)
    return read
  })
  const findings = createMemo(() => (book()?.findings ?? []).filter(({ ms, rule }) => rule === 'logProblem' || isWithin(period(), ms)))
  const unapproved = createMemo(() => new Set((book()?.findings ?? []).flatMap(({ rule, subject }) => (approvalRules.has(rule) && subject.viewing !== null ? [subject.viewing] : []))))
  const board = createMemo(() => {
    const now = book()
    if (!now) return null
    const some = now.logs.filter(({ head }) => (head?.witnesses.length ?? 0) > 0).length
    return principleBoard({ facts: now.facts, findings: now.findings, retention: now.retention.rows, witnessed: { some, all: now.logs.length } }, period())
  })
  const choice = createMemo((): ViewingChoice => ({ person: params.person ?? '', of: params.of ?? '', caseNumber: params.case ?? '', only: params.only === 'unapproved' || params.only === 'urgent' ? params.only : '' }))
  return {
    book,
    tab: () => auditTabs.find((one) => one === params.tab) ?? 'board',
    period,
    findings,
    board,
    unapproved,
    choice,
    viewings: createMemo(() => chooseViewings(book()?.facts.viewings ?? [], period(), choice(), unapproved())),
    kind: () => findingKinds.find((one) => one === params.kind) ?? null,
    state: () => findingStates.find((one) => one === params.state) ?? null,
    params,
    set: (change) => setParams(Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value || undefined]))),
    href: (to) => `/audit?${new URLSearchParams(Object.entries({ ...(params.period ? { period: params.period } : {}), ...to }).flatMap(([key, value]) => (typeof value === 'string' && value !== '' ? [[key, value]] : [])))}`,
  }
}

export const AuditContext = createContext<Audit>()

export const useAudit = (): Audit => {
  const audit = useContext(AuditContext)
  if (!audit) throw new Error('outside of the audit')
  return audit
}
