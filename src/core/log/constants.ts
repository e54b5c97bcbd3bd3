// The fixed texts and limits of the evidence formats; the second verifier in server/verify shares these and nothing else.

/** What is hashed for a log's id: this, then the device's public key, then its incarnation as 8 bytes big-endian. */
export const logIdPrefix = 'fieldreel/log/v1\0'
/** What is signed for an Entry: this, then the Entry's exact bytes. */
export const entryPrefix = 'fieldreel/entry/v1\0'
/** What a person signs on unlocking a device, see core/trust/statement. */
export const sessionPrefix = 'fieldreel/session/v1\0'
/** What an issuer signs for a certificate or a revocation: this, then its exact body. */
export const certificatePrefix = 'fieldreel/certificate/v1\0'
export const requestPrefix = 'fieldreel/request/v1\0'

/** What a person signs for a Deed: this, then its exact body. */
export const deedPrefix = 'fieldreel/deed/v1\0'

/** First bytes of each kind of file, line feed included. */
export const requestMagic = 'fieldreel request v1\n'
export const certificateMagic = 'fieldreel certificate v1\n'
export const bundleMagic = 'fieldreel bundle v1\n'
export const receiptMagic = 'fieldreel receipt v1\n'
export const deedFileMagic = 'fieldreel deeds v1\n'

export const entryVersion = 1
/** Bytes of one Entry; large things are referred to by hash. */
export const maxEntryBytes = 65_536
/** A Deed goes whole into one Entry. */
export const maxDeedBytes = 32_768
/** Of one `attachment` entry. */
export const maxPieceBytes = 49_152
export const saltBytes = 16
export const bootBytes = 8
/** Between two entries of one start, the wall clock may lag behind the performance clock by this before it is a jump. */
export const clockToleranceMs = 5_000
/** What was watched before an Approval ran out may be written this much later. */
export const expiryToleranceMs = 60_000
/** First line of a checkpoint: `fieldreel/<agency>/<logId base32>`. */
export const originPrefix = 'fieldreel'
/** C2SP signed-note: signature types. */
export const ed25519Type = 0x01
export const cosignatureType = 0x04
