// What ties Recordings to something (article 4): Cases they are attached to, and shifts and remote duty that were declared.

import type { DeedBook } from '../deeds/deedBook.ts'
import { serialKey } from './recorderClock.ts'
import type { Ties } from './untied.ts'

export const dutyTies = (book: Pick<DeedBook, 'of'>): Ties => {
  const unlinked = new Set(book.of('caseUnlink').map(({ fields }) => fields.link))
  const returned = new Map(book.of('dutyReturn').map(({ fields }) => [fields.duty, fields.returnedMs]))
  const duties = book.of('duty').map(({ id, fields }) => ({ ...fields, toMs: fields.toMs ?? returned.get(id) ?? Number.MAX_SAFE_INTEGER }))
  const byOfficer = Map.groupBy(duties.filter(({ officerNumber }) => officerNumber !== ''), ({ officerNumber }) => officerNumber)
  const byRecorder = Map.groupBy(duties.filter(({ recorder }) => recorder !== ''), ({ recorder }) => serialKey(recorder))
  return {
    attached: new Set(book.of('caseLink').flatMap(({ id, fields }) => (unlinked.has(id) ? [] : fields.recordings))),
    onDuty: ({ day, officer, recorder, startMs, endMs }) =>
      day !== 'unset' && [...(byOfficer.get(officer ?? '') ?? []), ...(byRecorder.get(serialKey(recorder ?? '')) ?? [])].some(({ fromMs, toMs }) => startMs < toMs && endMs > fromMs),
  }
}
