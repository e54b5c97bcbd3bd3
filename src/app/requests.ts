// Asking to look, answering, registering and withdrawing: checks what a signature alone does not, then signs (articles 16 to 18).

import type { DeedBook, DeedRow } from '../core/deeds/deedBook.ts'
import type { DeedFields } from '../core/deeds/deedKinds.ts'
import type { FieldreelError } from '../core/errors.ts'
import type { Act } from '../core/policy/acts.ts'
import { permit } from '../core/policy/profile.ts'
import type { Clock } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import { makeRecordingList } from '../core/deeds/recordingList.ts'
import { isApproval, requestsOf, type AnswerRow, type RequestRow, type RequestState } from '../core/viewing/requests.ts'
import { approvalActs, requestActs } from '../core/viewing/uses.ts'
import type { TakenOut } from '../core/viewing/takenOut.ts'
import type { ViewingRow } from '../core/viewing/viewing.ts'
import type { Answer, App, Person, SignOptions } from './app.ts'
import type { AppendEntry } from './logWriter.ts'

export interface NewRequest extends Omit<DeedFields<'request'>, 'list' | 'count'> {
  readonly recordings: readonly string[]
}

/** An Approval may narrow what was asked, never widen it. */
export type NewAnswer = { readonly approve: true; readonly untilMs: number; readonly times: number; readonly words: string } | { readonly approve: false; readonly words: string }

export interface RequestDeps {
  readonly sign: App['sign']
  readonly appendEntry: AppendEntry
  readonly clock: Pick<Clock, 'now'>
  readonly book: () => DeedBook
  readonly viewings: () => readonly ViewingRow[]
  readonly takenOut: () => readonly TakenOut[]
  /** Who unlocked this device. */
  readonly person: () => Person | null
  /** Those who may work on this device. */
  readonly people: () => readonly Person[]
}

/** States in which each can be done. */
const answerable: readonly RequestState[] = ['waiting', 'urgentWaiting', 'urgentOverdue', 'refused', 'approved', 'registered', 'urgentApproved']
const withdrawable: readonly RequestState[] = ['waiting', 'urgentWaiting', 'urgentOverdue', 'approved', 'registered']

export const makeRequests = (deps: RequestDeps): Pick<App, 'ask' | 'answer' | 'register' | 'withdraw'> => {
  const { sign, clock } = deps

  const signerOf = (options: SignOptions): Person | null => (options.as ? (deps.people().find(({ id }) => id === options.as?.person) ?? null) : deps.person())

  const mayAny = (signer: Person, acts: readonly Act[]): Result<void, FieldreelError> => permit(deps.book().profileAt(clock.now()).profile, signer.roles, ...acts)

  const open = (id: string, states: readonly RequestState[]): Result<RequestRow, FieldreelError> => {
    const request = requestsOf({ book: deps.book(), viewings: deps.viewings(), takenOut: deps.takenOut(), nowMs: clock.now() }).find(({ deed }) => deed.id === id)
    if (!request) throw new Error(`no request ${id}`)
    return states.includes(request.state) ? ok(request) : err({ type: 'RequestClosed', state: request.state })
  }

  const refuse = async (type: string, request: string, error: FieldreelError): Answer<never> => {
    const written = await deps.appendEntry('deed-refused', { type, deed: request, fault: error.type, detail: JSON.stringify(error).slice(0, 300) })
    return written.ok ? err(error) : written
  }

  return {
    ask: async ({ recordings, ...form }, options = {}) => {
      const signer = signerOf(options)
      if (!signer) return err({ type: 'KeysLocked' })
      const permitted = mayAny(signer, requestActs[form.use])
      if (!permitted.ok) return permitted
      const { hash: list, count, bytes } = makeRecordingList(recordings)
      return sign('request', { ...form, list, count }, { ...options, attachments: [bytes] })
    },

    answer: async (id, answer, options = {}): Answer<AnswerRow> => {
      const signer = signerOf(options)
      if (!signer) return err({ type: 'KeysLocked' })
      const found = open(id, answerable)
      if (!found.ok) return found
      const { deed } = found.value
      const type = answer.approve ? 'approval' : 'refusal'
      if (signer.id === deed.person) return refuse(type, id, { type: 'OwnRequest', name: signer.name })
      const permitted = mayAny(signer, [approvalActs[deed.fields.use]])
      if (!permitted.ok) return refuse(type, id, permitted.error)
      if (!answer.approve) return sign('refusal', { request: id, words: answer.words }, options)
      const times = deed.fields.times === 0 ? answer.times : answer.times === 0 ? deed.fields.times : Math.min(answer.times, deed.fields.times)
      return sign('approval', { request: id, untilMs: Math.min(answer.untilMs, deed.fields.untilMs), times, words: answer.words }, options)
    },

    register: async (id, words, options = {}) => {
      const signer = signerOf(options)
      if (!signer) return err({ type: 'KeysLocked' })
      const found = open(id, ['approved'])
      if (!found.ok) return found
      const { answer } = found.value
      const permitted = mayAny(signer, ['registerViewing'])
      if (!permitted.ok) return refuse('registration', id, permitted.error)
      if (!answer || !isApproval(answer)) throw new Error('approved without an approval')
      return sign('registration', { request: id, approval: answer.id, words }, options)
    },

    withdraw: async (id, words): Answer<DeedRow<'withdrawal'>> => {
      const signer = deps.person()
      if (!signer) return err({ type: 'KeysLocked' })
      const found = open(id, withdrawable)
      if (!found.ok) return found
      const { deed, answer } = found.value
      const own = signer.id === deed.person || (answer !== null && isApproval(answer) && answer.person === signer.id)
      return own ? sign('withdrawal', { request: id, words }) : refuse('withdrawal', id, { type: 'NotYours', name: deed.name })
    },
  }
}
