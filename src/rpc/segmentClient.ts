// Starts one segment worker for each timeline and ends it with it.

import type { SegmentError, SegmentSettings, SegmentSource, SegmentWorker } from '../contracts/segment.ts'
import { err, ok, type Result } from '../core/result.ts'
import { startWorker } from './startWorker.ts'

/** A drive that spins up takes about ten seconds. */
const STALL_MS = 15_000

export const makeSegmentSource = (settings: SegmentSettings = { stallMs: STALL_MS }): SegmentSource => {
  /** Started ahead by `warm`, for the next timeline. */
  let spare: Worker | null = null
  const startSegmentWorker = (): Worker => new Worker(new URL('../../workers/media.worker.ts', import.meta.url), { type: 'module', name: 'segment' })

  const open: SegmentSource['open'] = async (parts, atMs) => {
    const worker = spare ?? startSegmentWorker()
    spare = null
    let breakAll: (error: SegmentError) => void = () => undefined
    const broken = new Promise<Result<never, SegmentError>>((resolve) => {
      breakAll = (error) => resolve(err(error))
    })
    const { remote, end } = startWorker<SegmentWorker>(worker, (detail) => breakAll({ type: 'PlayerFailed', detail }))
    const orBroken = <T>(call: Promise<Result<T, SegmentError>>): Promise<Result<T, SegmentError>> => Promise.race([call, broken])
    const close = (): void => {
      end()
      breakAll({ type: 'PlayerFailed', detail: 'closed' })
    }
    const opened = await orBroken(remote.open(parts, atMs, settings))
    if (!opened.ok) {
      close()
      return opened
    }
    return ok({
      ...opened.value,
      init: (part) => orBroken(remote.init(part)),
      segment: (number) => orBroken(remote.segment(number)),
      letGo: (number) => void remote.letGo(number).catch(() => undefined),
      frameTime: (media, frames) => orBroken(remote.frameTime(media, frames)),
      close,
    })
  }
  return { open, warm: () => void (spare ??= startSegmentWorker()) }
}
