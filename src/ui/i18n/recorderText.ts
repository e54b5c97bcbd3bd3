// Whose recorder a Session is from, as every screen names it; of a piece whose pictures they were, and that it is one.

import type { SessionRow } from '../../app/app.ts'
import { common } from './common.ts'

export const recorderText = ({ session, origin }: Pick<SessionRow, 'session' | 'origin'>): string =>
  origin ? common('pieceFrom', origin.recorder ?? common('unknownRecorder')) : (session.recorder ?? common('unknownRecorder'))

export const officerText = ({ session, origin }: Pick<SessionRow, 'session' | 'origin'>): string | null => (origin ? origin.officer : session.officer)

/** As a Request names it: the approver reads that it is a piece. */
export const asAsked = (row: Pick<SessionRow, 'session' | 'origin'>): SessionRow['session'] => (row.origin ? { ...row.session, recorder: recorderText(row), officer: row.origin.officer } : row.session)
