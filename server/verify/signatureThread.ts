// One thread of checkSignatures: entries and signatures joined into one piece, one byte of answer for each.

import { parentPort, workerData } from 'node:worker_threads'
import { isEntrySigned } from './checkSignatures.ts'

const { publicKey, lengths, joined } = workerData as { readonly publicKey: Uint8Array; readonly lengths: Uint32Array; readonly joined: Uint8Array }
const answers = new Uint8Array(lengths.length / 2)
let at = 0
for (let index = 0; index < answers.length; index += 1) {
  const middle = at + (lengths[index * 2] ?? 0)
  const end = middle + (lengths[index * 2 + 1] ?? 0)
  answers[index] = isEntrySigned(publicKey, { bytes: joined.subarray(at, middle), signature: joined.subarray(middle, end) }) ? 1 : 0
  at = end
}
parentPort?.postMessage(answers)
