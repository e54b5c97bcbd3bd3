// The telemetry track of an MP4 or MOV (GoPro `gpmd`): where its payloads lie, and a fix from each of some of them.

import { boxAt, boxesIn, fourCc, fullBox, topBoxes, viewOf, type Box, type ReadBytes } from '../mp4/boxes.ts'
import { readSamples, type Samples } from '../mp4/samples.ts'
import { readGpmf } from './gpmf.ts'
import type { TrackPoint } from './track.ts'

const MAX_MOOV_BYTES = 64 << 20
/** One payload is a second or so; larger is none. */
const MAX_PAYLOAD_BYTES = 1 << 18
/** So many payloads are read at most: each may cost a block. */
const MOST_READS = 240

interface Telemetry {
  readonly timescale: number
  readonly samples: Samples
}

const telemetryOf = (moov: Uint8Array, trak: Box, fileBytes: number): Telemetry | null => {
  const view = viewOf(moov)
  const [mdhd, stbl] = [boxAt(moov, trak, 'mdia', 'mdhd'), boxAt(moov, trak, 'mdia', 'minf', 'stbl')]
  const stsd = stbl && boxAt(moov, stbl, 'stsd')
  const full = mdhd && fullBox(view, mdhd)
  if (!mdhd || !full || !stbl || !stsd || stsd.end - stsd.body < 16 || fourCc(view, stsd.body + 12) !== 'gpmd') return null
  const at = full.at + (full.version === 1 ? 16 : 8)
  const samples = at + 4 <= mdhd.end ? readSamples(moov, stbl, fileBytes) : null
  return samples && { timescale: view.getUint32(at), samples }
}

/** Of each moment the file has a fix of, at most MOST_READS; empty where there is no such track. */
export const readTelemetry = async (read: ReadBytes, fileBytes: number): Promise<readonly TrackPoint[]> => {
  for await (const top of topBoxes(read, fileBytes)) {
    if (top.type !== 'moov') continue
    if (!top.whole || top.end - top.start > MAX_MOOV_BYTES) return []
    const moov = await read(top.start, top.end)
    const root = boxesIn(moov)[0]
    if (!root) return []
    for (const trak of boxesIn(moov, root.body, root.end).filter(({ type }) => type === 'trak')) {
      const telemetry = telemetryOf(moov, trak, fileBytes)
      if (telemetry && telemetry.timescale > 0) return readFixes(read, telemetry)
    }
    return []
  }
  return []
}

const readFixes = async (read: ReadBytes, { timescale, samples }: Telemetry): Promise<readonly TrackPoint[]> => {
  const points: TrackPoint[] = []
  const step = Math.max(1, Math.ceil(samples.count / MOST_READS))
  for (let i = 0; i < samples.count; i += step) {
    const [offset, size] = [samples.offset[i] ?? 0, samples.size[i] ?? 0]
    if (size === 0 || size > MAX_PAYLOAD_BYTES) continue
    const fix = readGpmf(await read(offset, offset + size))
    if (fix) points.push({ ...fix, atMs: Math.round(((samples.pts[i] ?? 0) / timescale) * 1000) })
  }
  return points
}
