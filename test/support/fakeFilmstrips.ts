// Filmstrips and sound levels of made-up recordings, drawn when asked for.

import type { Filmstrips } from '../../src/app/filmstrips.ts'
import type { Recording } from '../../src/core/catalog/recording.ts'
import { makeLive } from '../../src/core/live.ts'
import { CHUNK_MS, chunkCount, chunkName, LEVEL_STEP_MS, PICTURE_EVERY_MS } from '../../src/core/media/filmstrip.ts'
import { drawScene } from './fakePlayer.ts'

const [width, height, columns] = [160, 90, 10]

export const makeFakeFilmstrips = (recordings: readonly Recording[]): Filmstrips => {
  const names = new Set(recordings.filter(({ playMode }) => playMode === 'timeline').flatMap(({ id, durationMs }) => Array.from({ length: chunkCount(durationMs ?? 0) }, (_, chunk) => chunkName({ recordingId: id, chunk }))))
  const lengthOf = (id: string, chunk: number): number => Math.min(CHUNK_MS, (recordings.find((one) => one.id === id)?.durationMs ?? 0) - chunk * CHUNK_MS)
  return {
    chunks: makeLive({ pictures: names, levels: names, wanted: 0 }),
    sheet: async (recordingId, chunk) => {
      const count = Math.ceil(lengthOf(recordingId, chunk) / PICTURE_EVERY_MS)
      const canvas = new OffscreenCanvas(width * columns, height * Math.ceil(count / columns))
      const context = canvas.getContext('2d')
      for (let i = 0; context && i < count; i++) {
        context.setTransform(width / 320, 0, 0, height / 180, (i % columns) * width, Math.floor(i / columns) * height)
        drawScene(context, Number.parseInt(recordingId.slice(0, 3), 16) + i * 3, `${i}`)
      }
      const blob = await canvas.convertToBlob({ type: 'image/webp' })
      return { recordingId, chunk, times: Array.from({ length: count }, (_, i) => chunk * CHUNK_MS + i * PICTURE_EVERY_MS), columns, width, height, type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()) }
    },
    levels: async (recordingId, chunk) => ({
      recordingId,
      chunk,
      levels: Uint8Array.from({ length: Math.ceil(lengthOf(recordingId, chunk) / LEVEL_STEP_MS) }, (_, i) => Math.max(0, Math.round(60 + 90 * Math.sin(i / 37) + 70 * Math.sin(i / 5.3)))),
    }),
    prefer: () => undefined,
    refresh: () => undefined,
  }
}
