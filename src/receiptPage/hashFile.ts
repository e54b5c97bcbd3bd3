// SHA-256 of a file of any size, a slice at a time; a file:// page may have no WebCrypto, and WebCrypto cannot take slices.

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

const sliceBytes = 8 << 20

export const hashFile = async (file: Blob, onDone: (bytes: number) => void): Promise<string> => {
  const hash = sha256.create()
  for (let at = 0; at < file.size; at += sliceBytes) {
    hash.update(new Uint8Array(await file.slice(at, at + sliceBytes).arrayBuffer()))
    onDone(Math.min(file.size, at + sliceBytes))
  }
  return bytesToHex(hash.digest())
}
