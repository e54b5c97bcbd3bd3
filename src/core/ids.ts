// Names of things that are only strings or bytes underneath.

declare const brand: unique symbol
type Brand<T, B extends string> = T & { readonly [brand]: B }

/** Bytes that own their buffer, as WebCrypto and postMessage want them. */
export type Bytes = Uint8Array<ArrayBuffer>

/** SHA-256 of a file's whole content, 64 lower-case hex characters; the identity of a Recording. */
export type RecordingId = Brand<string, 'RecordingId'>
/** 32 hex characters, drawn at random when a Drive is first registered; never written on the Drive. */
export type DriveId = Brand<string, 'DriveId'>
/** SHA-256("fieldreel/log/v1\0" || device public key || incarnation), 64 hex characters. */
export type LogId = Brand<string, 'LogId'>
/** Deterministic: recorder and start of its first Recording, see core/session. */
export type SessionId = Brand<string, 'SessionId'>

export const recordingId = (sha256: string): RecordingId => sha256 as RecordingId
export const driveId = (hex: string): DriveId => hex as DriveId
export const logId = (hex: string): LogId => hex as LogId
export const sessionId = (text: string): SessionId => text as SessionId
