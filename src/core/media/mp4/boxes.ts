// ISO-BMFF boxes (ISO/IEC 14496-12 §4.2): bounded reading of headers and tables; nothing is believed that does not fit its parent.

export interface Box {
  /** Four characters, one for each byte. */
  readonly type: string
  /** Offset of the header, of the first byte after it, and of the first byte after the box. */
  readonly start: number
  readonly body: number
  readonly end: number
  /** false: it claims to be longer than its parent and `end` was cut to fit. */
  readonly whole: boolean
}

/** Bytes [start, end) of a file; fewer only at its end. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>

/** More siblings than any real file has under one parent; a wall against hostile ones. */
const MAX_BOXES = 200_000
const HEADER_BYTES = 16

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const fourCc = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))

/** 64 bits as a number; beyond 2^53 it is no longer exact, and no such offset fits a file. */
export const uint64 = (view: DataView, at: number): number => view.getUint32(at) * 2 ** 32 + view.getUint32(at + 4)
export const int64 = (view: DataView, at: number): number => view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4)

/** Header at `at` of `view`, whose first byte lies at `origin`; null where no header can be. `limit` is the parent's end, from `origin`'s zero. */
const readHeader = (view: DataView, at: number, origin: number, limit: number): Box | null => {
  const start = origin + at
  const room = Math.min(view.byteLength - at, limit - start)
  if (room < 8) return null
  const type = fourCc(view, at + 4)
  const small = view.getUint32(at)
  if (small === 1 && room < 16) return null
  const header = small === 1 ? 16 : 8
  const size = small === 0 ? limit - start : small === 1 ? uint64(view, at + 8) : small
  if (size < header) return null
  return { type, start, body: start + header, end: Math.min(start + size, limit), whole: start + size <= limit }
}

/** The boxes that lie in [from, to) of `bytes`, up to the first that cannot be one. */
export const boxesIn = (bytes: Uint8Array, from = 0, to = bytes.length): readonly Box[] => {
  const view = viewOf(bytes)
  const found: Box[] = []
  for (let at = from; at < to && found.length < MAX_BOXES; ) {
    const box = readHeader(view, at, 0, Math.min(to, bytes.length))
    if (!box) break
    found.push(box)
    at = box.end
  }
  return found
}

/** First box at the end of a path of types, such as `mdia minf stbl`; null where one is missing. */
export const boxAt = (bytes: Uint8Array, parent: Box, ...path: readonly string[]): Box | null => {
  let box: Box | null = parent
  for (const type of path) {
    if (!box) return null
    box = boxesIn(bytes, box.body, box.end).find((child) => child.type === type) ?? null
  }
  return box
}

/**
 * The boxes of a whole file, in order, reading only headers. Ends silently where no header can be: the rest of the file is not boxes.
 * Offsets are those of the file.
 */
export async function* topBoxes(read: ReadBytes, fileBytes: number): AsyncGenerator<Box, void, void> {
  let boxes = 0
  for (let at = 0; at < fileBytes && boxes < MAX_BOXES; boxes++) {
    const bytes = await read(at, Math.min(at + HEADER_BYTES, fileBytes))
    const box = readHeader(viewOf(bytes), 0, at, fileBytes)
    if (!box) return
    yield box
    at = box.end
  }
}

/** Version and flags of a full box, and where its fields begin; null where they do not fit. */
export const fullBox = (view: DataView, box: Box): { readonly version: number; readonly flags: number; readonly at: number } | null =>
  box.end - box.body < 4 || box.end > view.byteLength ? null : { version: view.getUint8(box.body), flags: view.getUint32(box.body) & 0xffffff, at: box.body + 4 }

/** The row count standing at `countAt`, when that many rows of `rowBytes` really fit behind it in the box; else null. */
export const rowCount = (view: DataView, box: Box, countAt: number, rowBytes: number): number | null => {
  if (countAt + 4 > box.end || box.end > view.byteLength) return null
  const count = view.getUint32(countAt)
  return count * rowBytes <= box.end - countAt - 4 ? count : null
}
