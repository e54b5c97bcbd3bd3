// What an HLS playlist on the same Drive says of a file: when its turn comes, what it needs to be understood, and what is missing around it.

/** A small file beside a Copy: found by its path from that Copy's folder, known by its content. Read whole, so shorter than one block. */
export interface Beside {
  readonly path: string
  readonly size: number
  /** Of a key, too: the key itself is kept nowhere, and XXH128 of so few bytes could be turned back into them. */
  readonly sha256: string
}

/** AES-128 of RFC 8216, and the 256-bit methods that packagers write beside it. */
export type CipherMethod = 'AES-128' | 'AES-256' | 'AES-256-CTR'

export interface Cipher {
  readonly method: CipherMethod
  readonly key: Beside
  /** 32 hex characters. */
  readonly iv: string
}

/** Bytes [start, end) as they lie in a file. */
export interface Stretch {
  readonly start: number
  readonly end: number
  readonly cipher: Cipher | null
}

/** How a file that cannot be understood alone is read. */
export interface Reading {
  /** Comes before its own bytes (EXT-X-MAP). */
  readonly setUp: (Stretch & { readonly file: Beside }) | null
  /** Its own bytes, in this order; none: all of them, as they are. */
  readonly stretches: readonly Stretch[]
}

/** What the playlist names at one place and nobody can show. */
export interface Lack {
  readonly count: number
  /** How many of them the playlist itself says to be missing (EXT-X-GAP); the others are not on the Drive. */
  readonly declared: number
  readonly lengthMs: number
  /** The first of them, as named. */
  readonly names: readonly string[]
}

export interface Listed {
  /** From the file's own folder. */
  readonly playlist: { readonly path: string; readonly sha256: string }
  /** Media sequence number. */
  readonly number: number
  /** From the playlist's begin, by the lengths it names. */
  readonly atMs: number
  /** When the playlist began by the times of its files: of no worth where anything else tells. */
  readonly beginMs: number
  /** How often it is named; it plays once. */
  readonly count: number
  readonly before: Lack | null
  /** Only of the last. */
  readonly after: Lack | null
  /** Null where it is understood alone; never handed to other devices. */
  readonly reading: Reading | null
}
