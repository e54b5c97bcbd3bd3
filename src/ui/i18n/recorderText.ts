// Whose recorder a Session is from, as every screen names it; of a piece whose pictures they were, and that it is one.

import type { SessionRow } from '../../app/app.ts'
import { common } from './common.ts'

export const recorderText = ({ session, origin }: Pick<SessionRow, 'session' | 'origin'>): string =>
  origin ? common('pieceFrom', origin.recorder ?? common('unknownRecorder')) : (session.recorder ?? common('unknownRecorder'))

export const officerText = ({ session, origin }: Pick<SessionRow, 'session' | 'origin'>): string | null => (origin ? origin.officer : session.officer)
