// What the detectors are asked with, for a made-up unit: the same folds the app makes, run in Node over its real logs.

import { casesOf } from '../../../src/core/cases/casesOf.ts'
import { disposalsOf } from '../../../src/core/custody/disposals.ts'
import { handOversOf } from '../../../src/core/custody/handOvers.ts'
import { makeDeedProjection } from '../../../src/core/deeds/deedBook.ts'
import { decodeEntry } from '../../../src/core/log/entry.ts'
import { verifyLog } from '../../../src/core/log/verifyLog.ts'
import { dutyBoard } from '../../../src/core/policy/dutyBoard.ts'
import { makeGapProjection } from '../../../src/core/policy/explainedGaps.ts'
import type { AuditFacts } from '../../../src/core/policy/findings/auditFacts.ts'
import { makeLoggedFindingProjection } from '../../../src/core/policy/findings/loggedFindings.ts'
import { sortStatements } from '../../../src/core/trust/verifyChain.ts'
import { makeViewingProjection } from '../../../src/core/viewing/projectViewings.ts'
import { requestsOf } from '../../../src/core/viewing/requests.ts'
import { urgentVisitsOf } from '../../../src/core/viewing/urgentVisits.ts'
import { verifyInNode } from '../agency.ts'
import type { MadeUpUnit } from './makeUnit.ts'

/** `verifyLogs`: a second for every 4,000 entries. */
export const factsOf = async (unit: MadeUpUnit, verifyLogs: boolean, nowMs = unit.untilMs): Promise<AuditFacts> => {
  const { staff, catalog, logs: written } = unit
  const { trust } = await sortStatements(staff.root.publicKey, staff.statements, verifyInNode)
  const folds = { deeds: makeDeedProjection(verifyInNode), viewings: makeViewingProjection(), gaps: makeGapProjection(), logged: makeLoggedFindingProjection() }
  for (const { entries } of written) {
    const decoded = entries.flatMap(({ bytes }) => {
      const entry = decodeEntry(bytes)
      return entry.ok ? [entry.value] : []
    })
    await folds.deeds.add(decoded)
    for (const fold of [folds.viewings, folds.gaps, folds.logged]) fold.add(decoded)
  }
  const book = folds.deeds.book(trust)
  const viewings = folds.viewings.rows([])
  const requests = requestsOf({ book, viewings, takenOut: [], nowMs })
  const recordings = new Map(catalog.recordings.map((recording) => [recording.id, recording]))
  const sessions = catalog.sessions.map((session) => ({ session, recordings: session.parts.flatMap(({ recordingId }) => recordings.get(recordingId) ?? []), clock: null }))
  const { profile } = book.profileAt(nowMs)
  const handOvers = handOversOf({ sessions: catalog.sessions, copies: catalog.copies, book, sinceMs: 0, nowMs })
  const logs = await Promise.all(
    written.map(async ({ logId, name, signer, entries }) => ({ logId, device: name, problems: verifyLogs ? (await verifyLog({ publicKey: signer.publicKey, incarnation: 0, notes: [] }, entries, trust, verifyInNode)).problems : [] })),
  )
  return {
    nowMs, profile: book.profileAt(nowMs), sessions, copies: catalog.copies, drives: catalog.drives, book, viewings, logs, handOvers,
    urgentVisits: urgentVisitsOf({ book, viewings, takenOut: [], nowMs }),
    logged: folds.logged.rows(),
    duty: dutyBoard({ sessions, markers: [], explanations: folds.gaps.rows(), book, profile }),
    disposals: disposalsOf({ book, requests, copies: catalog.copies, drives: catalog.drives }),
    cases: casesOf(book),
  }
}

