// Whose server this is: the first certificates that arrive name the agency for ever, afterwards only its own are taken.

import { fail, type ApiAnswer } from './api/answer.ts'
import type { Bytes, Store } from './store/store.ts'

export interface Agency {
  root(): Bytes | null
  /** Short name of the root, for checkpoints and for people; null before the first certificates. */
  id(): string | null
  offer(bundle: Uint8Array, mayPin: boolean): Promise<ApiAnswer>
  isEnrolled(devicePublicKey: Uint8Array): boolean
}

export const makeAgency = async (store: Store): Promise<Agency> => {
  const root = await store.setting('agencyRoot')
  return { root: () => root, id: () => null, offer: async () => fail('CertificateInvalid', 'no reader yet'), isEnrolled: () => false }
}
