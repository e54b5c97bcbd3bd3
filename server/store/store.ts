// What the server keeps, whatever database is beneath. Every method is one transaction; an answer means it is on disk.

export type Bytes = Uint8Array<ArrayBuffer>

export interface HeldEntry {
  readonly bytes: Bytes
  readonly signature: Bytes
  /** SHA-256(0x00 || bytes), hex. */
  readonly leaf: string
}

export interface HeldLog {
  readonly logId: string
  readonly publicKey: Bytes
  readonly size: number
  /** Leaf of the last entry; null while empty. */
  readonly lastLeaf: string | null
  /** Roots of the tree's whole subtrees, 32 bytes each, see core/log/merkle. */
  readonly peaks: Bytes
  /** Newest cosigned checkpoint. */
  readonly note: string | null
  readonly noteSize: number
}

/** Two statements of one device that cannot both be true; both sides whole. */
export interface Fork {
  readonly logId: string
  readonly kind: 'entry' | 'checkpoint'
  readonly seq: number
  readonly held: Bytes
  readonly offered: Bytes
  readonly foundMs: number
}

export interface HeldDocument {
  readonly name: string
  /** One V1 update with the whole state. */
  readonly state: Bytes
  /** Grows with every stored change, over all documents. */
  readonly version: number
}

export interface Store {
  /** The agency's root, this server's witness seed: small things kept once. */
  setting(key: string): Promise<Bytes | null>
  /** Keeps the first value for ever and answers it. */
  settle(key: string, value: Bytes): Promise<Bytes>

  certificates(): Promise<readonly Bytes[]>
  putCertificates(certificates: readonly { readonly hash: string; readonly bytes: Bytes }[]): Promise<void>

  logs(): Promise<readonly HeldLog[]>
  log(logId: string): Promise<HeldLog | null>
  /** `to` exclusive; stops before more than `maxBytes` of entries, but gives at least one. */
  entries(logId: string, from: number, to: number, maxBytes: number): Promise<readonly HeldEntry[]>
  leaves(logId: string, to: number): Promise<readonly string[]>
  /** Appends only if the log still has `from` entries; the size afterwards, or null where another writer was faster. */
  append(log: { readonly logId: string; readonly publicKey: Bytes }, from: number, entries: readonly HeldEntry[], peaks: Bytes): Promise<number | null>
  /** Replaces the head only if it is still of `replacedSize`. */
  putCheckpoint(logId: string, replacedSize: number, size: number, note: string): Promise<boolean>
  putFork(fork: Fork): Promise<void>
  forks(): Promise<readonly Fork[]>

  manifest(sha256: string): Promise<Bytes | null>
  hasManifest(sha256: string): Promise<boolean>
  putManifest(sha256: string, bytes: Bytes): Promise<void>

  document(name: string): Promise<HeldDocument | null>
  /** Newer than `after`, by version. */
  documents(after: number): Promise<readonly { readonly name: string; readonly version: number }[]>
  /** Answers the version given. */
  putDocument(name: string, state: Bytes): Promise<number>

  close(): Promise<void>
}
