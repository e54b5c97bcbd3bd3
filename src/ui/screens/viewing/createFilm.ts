// Small pictures and sound levels for drawing: loaded when first asked for, pictures first and the newest wish first, the last hundred or so kept.

import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type { App } from '../../../app/app.ts'
import type { Bytes, RecordingId } from '../../../core/ids.ts'
import { CHUNK_MS, chunkName, type FilmSheet } from '../../../core/media/filmstrip.ts'
import { createLive } from '../../state/createLive.ts'

/** One small picture: a rectangle of `source`, and of the image at `url`, which is twice as large. */
export interface Tile {
  readonly source: OffscreenCanvas
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Milliseconds from its Recording's begin. */
  readonly atMs: number
  readonly url: string
  readonly columns: number
  readonly rows: number
}

export interface Film {
  /** Grows when something more can be drawn. */
  readonly version: Accessor<number>
  /** Chunks that are still to be made. */
  readonly wanted: Accessor<number>
  /** The picture that stands for a moment; null where there is none, or not yet. */
  tile(recording: RecordingId, ms: number): Tile | null
  /** They were made, though perhaps not loaded yet. */
  hasLevels(recording: RecordingId, chunk: number): boolean
  /** Of a whole chunk. */
  levels(recording: RecordingId, chunk: number): Bytes | null
}

interface LoadedSheet {
  readonly sheet: Omit<FilmSheet, 'bytes'>
  readonly source: OffscreenCanvas
  readonly url: string
}

/** Half-size sheets take about 0.9 MB each. */
const KEPT_SHEETS = 128
const LOADING = 3
const MOST_WISHES = 256
const DRAW_MS = 80
/** Lanes draw at half the size that is kept on disk. */
const SCALE = 0.5

export const createFilm = (app: App): Film => {
  const chunks = createLive(() => app.filmstrips.chunks)
  const [version, setVersion] = createSignal(0)
  const sheets = new Map<string, LoadedSheet | null>()
  const levels = new Map<string, Bytes | null>()
  interface Wish {
    readonly name: string
    readonly load: () => Promise<void>
  }
  /** A whole day has a few pictures and hundreds of chunks of sound. */
  const wishes: { readonly pictures: Wish[]; readonly levels: Wish[] } = { pictures: [], levels: [] }
  const nextWish = (): Wish | undefined => wishes.pictures.pop() ?? wishes.levels.pop()
  let loading = 0
  let drawing = 0
  /** Drawing a day takes longer than loading a chunk of it. */
  const drawSoon = (): void => {
    drawing ||= setTimeout(() => {
      drawing = 0
      setVersion((before) => before + 1)
    }, DRAW_MS)
  }
  let gone = false

  const work = async (): Promise<void> => {
    if (loading >= LOADING) return
    loading++
    for (let wish = nextWish(); wish && !gone; wish = nextWish()) {
      await wish.load()
      drawSoon()
    }
    loading--
  }
  const wish = (kind: keyof typeof wishes, name: string, load: () => Promise<void>): void => {
    const list = wishes[kind]
    if (list.some((one) => one.name === name)) return
    list.push({ name, load })
    if (list.length > MOST_WISHES) list.shift()
    void work()
  }

  const loadSheet = async (name: string, recording: RecordingId, chunk: number): Promise<void> => {
    if (sheets.has(name)) return
    const found = await app.filmstrips.sheet(recording, chunk)
    if (!found || found.times.length === 0) return void sheets.set(name, null)
    const { bytes, ...sheet } = found
    const blob = new Blob([bytes], { type: found.type })
    const bitmap = await createImageBitmap(blob)
    const source = new OffscreenCanvas(Math.ceil(bitmap.width * SCALE), Math.ceil(bitmap.height * SCALE))
    const context = source.getContext('2d')
    if (context) {
      context.imageSmoothingQuality = 'high'
      context.drawImage(bitmap, 0, 0, source.width, source.height)
    }
    bitmap.close()
    if (gone) return
    sheets.set(name, { sheet, source, url: URL.createObjectURL(blob) })
    for (const [old, loaded] of sheets) {
      if (sheets.size <= KEPT_SHEETS) break
      sheets.delete(old)
      if (loaded) URL.revokeObjectURL(loaded.url)
    }
  }

  onCleanup(() => {
    gone = true
    clearTimeout(drawing)
    for (const loaded of sheets.values()) if (loaded) URL.revokeObjectURL(loaded.url)
  })

  return {
    version: () => version() + (chunks()?.pictures.size ?? 0) + (chunks()?.levels.size ?? 0),
    wanted: () => chunks()?.wanted ?? 0,
    tile: (recording, ms) => {
      const chunk = Math.max(0, Math.floor(ms / CHUNK_MS))
      const name = chunkName({ recordingId: recording, chunk })
      if (!chunks()?.pictures.has(name)) return null
      const loaded = sheets.get(name)
      if (loaded === undefined) wish('pictures', name, () => loadSheet(name, recording, chunk))
      if (!loaded) return null
      // Lately used goes last.
      sheets.delete(name)
      sheets.set(name, loaded)
      const { times, columns, width, height } = loaded.sheet
      const place = Math.max(0, times.findLastIndex((time) => time <= ms))
      return { source: loaded.source, x: (place % columns) * width * SCALE, y: Math.floor(place / columns) * height * SCALE, width: width * SCALE, height: height * SCALE, atMs: times[place] ?? 0, url: loaded.url, columns, rows: Math.ceil(times.length / columns) }
    },
    hasLevels: (recording, chunk) => chunks()?.levels.has(chunkName({ recordingId: recording, chunk })) ?? false,
    levels: (recording, chunk) => {
      const name = chunkName({ recordingId: recording, chunk })
      if (!chunks()?.levels.has(name)) return null
      const found = levels.get(name)
      if (found === undefined) wish('levels', name, async () => void levels.set(name, (await app.filmstrips.levels(recording, chunk))?.levels ?? null))
      return found ?? null
    },
  }
}
