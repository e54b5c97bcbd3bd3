// The kinds of Entry this version writes, and what each body holds. Unknown kinds are kept and carried.

/** 16–17: why somebody looks. */
export type Purpose = 'litigation' | 'supervision' | 'caseStudy' | 'casework' | 'other'

export const purposes: readonly Purpose[] = ['litigation', 'supervision', 'caseStudy', 'casework', 'other']

/** Milliseconds from the Recording's own begin: [from, to), whole. */
export interface WatchedInterval {
  readonly recordingId: string
  readonly fromMs: number
  readonly toMs: number
  /** Playing speed × 100 (no floats in a log). */
  readonly rate: number
}

/** How the watermark over a picture was lost. */
export type WatermarkLoss = 'removed' | 'hidden' | 'changed' | 'moved' | 'controls' | 'pictureInPicture' | 'fullScreen'

export const watermarkLosses: readonly WatermarkLoss[] = ['removed', 'hidden', 'changed', 'moved', 'controls', 'pictureInPicture', 'fullScreen']

/** Bodies hold only text, whole numbers, bytes, booleans, null, arrays and maps of them. */
export interface EntryBodies {
  /** seq 0 of every log. */
  'log-open': { readonly device: string; readonly publicKey: Uint8Array; readonly incarnation: number; readonly replaces: string | null; readonly app: string }
  /** Certificate or revocation, whole, as CBOR. */
  certificate: { readonly certificate: Uint8Array }
  /** A person unlocked this device. `person` is personId(personKey); the signature is over core/trust/sessionStatement. */
  'session-open': { readonly person: string; readonly name: string; readonly personKey: Uint8Array; readonly personSignature: Uint8Array }
  'session-close': { readonly person: string }
  'drive-register': { readonly drive: string; readonly name: string }
  /** `rows`: root of the RFC 6962 tree over the manifest's rows, so that one can be shown without the others; not repeated for a manifest that is in this log already. */
  'drive-scan': { readonly drive: string; readonly manifest: Uint8Array; readonly files: number; readonly recordings: number; readonly bytes: number; readonly changed: number; readonly missing: number; readonly rows?: Uint8Array }
  finding: { readonly finding: string; readonly type: string; readonly recording: string | null; readonly drive: string | null; readonly path: string | null; readonly evidence: Readonly<Record<string, string | number>> }
  /**
   * Committed before the first frame. `viewing` is this entry's own id: 16 random bytes, hex. `approval` and `registration`
   * are ids of Deeds that stand earlier in this log; an urgent viewing has neither. `registration` is null where the viewer's own role
   * may register: this entry is the registration then. `visit` is the id of the first Viewing of the same visit, null for that one:
   * photos opened beside a timeline count once. Entries of the first version have none of the four.
   */
  'view-open': {
    readonly viewing: string
    readonly person: string
    readonly purpose: Purpose
    readonly reason: string
    readonly caseNumber: string
    readonly session: string
    readonly recordings: readonly string[]
    readonly approval?: string | null
    readonly registration?: string | null
    readonly urgent?: boolean
    readonly visit?: string | null
  }
  /**
   * Further Recordings of a Viewing that names more than one entry holds; all of these are committed before the first frame, too.
   * Each is judged as if `view-open` stood here once more and named these.
   */
  'view-more': { readonly viewing: string; readonly recordings: readonly string[] }
  /** `pictures`: how many recorders were shown at once, 0 where sound alone was heard; `full`: on the full screen. Entries of the first version say neither. */
  'view-interval': { readonly viewing: string; readonly intervals: readonly WatchedInterval[]; readonly pictures?: number; readonly full?: boolean }
  /** The watermark was taken off, hidden or got round while this was shown; playing stopped and it was put back. `recording` is null before the first picture. */
  'watermark-lost': { readonly viewing: string; readonly recording: string | null; readonly atMs: number; readonly what: WatermarkLoss }
  'view-close': { readonly viewing: string; readonly reason: 'closed' | 'blockMismatch' | 'driveGone' | 'locked' | 'expired' | 'withdrawn' }
  /** Written at the next start for a viewing that has no close. */
  'view-recovered': { readonly viewing: string; readonly lastKnownMs: number; readonly unknownUntilMs: number }
  marker: { readonly marker: string; readonly viewing: string; readonly recording: string; readonly atMs: number; readonly toMs: number | null; readonly kind: string; readonly text: string }
  /** By whoever wrote it: the Marker stands in its log, and is no longer counted or shown as one that holds. */
  'marker-withdrawn': { readonly marker: string; readonly viewing: string; readonly reason: string }
  /** Markers of the Session of this Viewing taken out as a file, with the file's fingerprint. */
  'marker-export': { readonly viewing: string; readonly format: 'vtt' | 'jsonld'; readonly markers: number; readonly sha256: Uint8Array }
  /**
   * Article 11: why a Gap is there. The Gap is the one between two Recordings, whatever the clocks say later; `cause` is an
   * id of the profile's causes, `marker` the Marker at which it is explained by voice, null for a written statement alone.
   */
  'gap-explained': { readonly explanation: string; readonly person: string; readonly session: string; readonly before: string; readonly after: string; readonly startMs: number; readonly endMs: number; readonly cause: string; readonly statement: string; readonly marker: string | null; readonly profile: string }
  /** What a person signed, whole: made here or brought here. */
  deed: { readonly deed: Uint8Array }
  /** A piece of what Deeds refer to by hash; pieces 0 to `of` − 1 together have the hash. */
  attachment: { readonly sha256: Uint8Array; readonly index: number; readonly of: number; readonly bytes: Uint8Array }
  /** A Deed, certificate or file that was brought and not taken: what it was, and why not. */
  'deed-refused': { readonly type: string; readonly deed: string; readonly fault: string; readonly detail: string }
  /**
   * Two recorders seen side by side: `offsetMs` (either sign) added to the times of `session` puts it on the clock of `against`.
   * Nothing of what was recorded changes; a later one stands beside it.
   */
  'clock-aligned': { readonly viewing: string; readonly session: string; readonly against: string; readonly offsetMs: number }
  /** A piece left the program as a file, under an Approval to extract or release that stands earlier in this log; written before it is handed out. */
  'piece-export': { readonly recording: string; readonly person: string; readonly approval: string }
  /** The file of a piece was taken out of this browser, since what it shows was classified (article 19); its Deed stays. */
  'piece-removed': { readonly recording: string; readonly drive: string; readonly path: string }
  /** A head another device or the server holds. */
  witness: { readonly note: string }
  'bundle-export': { readonly sha256: Uint8Array; readonly entries: number }
}

export type EntryKind = keyof EntryBodies

