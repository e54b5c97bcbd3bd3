// Whether this browser's Media Source Extensions take a codec in fragmented MP4.

/** Chromium has it in workers too; the library of types only for windows. */
declare const MediaSource: { isTypeSupported(type: string): boolean }

/** By its RFC 6381 name. */
export const playsCodec = (codec: string): boolean => MediaSource.isTypeSupported(`video/mp4; codecs="${codec}"`)
