// HEIC photos as phones write them, from a picture of ffmpeg's: tiles of HEVC in a grid, turned by a property.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { boxesIn } from '../../src/core/media/mp4/boxes.ts'
import { readMovie } from '../../src/core/media/mp4/readMovie.ts'
import { box, concat, fullBoxOf, latin, words } from '../../src/core/media/mp4/writeBoxes.ts'
import { makeTempFolder } from './makeClips.ts'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Base64 of a HEIC file of `width` × `height`, upper left red, upper right green, lower left blue, lower right white; turned against the clock by quarters. */
    makeHeicBytes(width: number, height: number, quarters: number): Promise<string>
  }
}

const TILE = 128
const two = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 255)

const makeTiles = async (folder: string, width: number, height: number): Promise<readonly { readonly bytes: Uint8Array; readonly hvcC: Uint8Array }[]> => {
  const [columns, rows] = [Math.ceil(width / TILE), Math.ceil(height / TILE)]
  const fill = (color: string, x: string, y: string): string => `drawbox=color=${color}:t=fill:x=${x}:y=${y}:w=${width / 2}:h=${height / 2}`
  const picture = [fill('red', '0', '0'), fill('lime', `${width / 2}`, '0'), fill('blue', '0', `${height / 2}`), fill('white', `${width / 2}`, `${height / 2}`)].join(',')
  const tiles: { readonly bytes: Uint8Array; readonly hvcC: Uint8Array }[] = []
  for (let i = 0; i < columns * rows; i++) {
    const path = join(folder, `${i}.mp4`)
    const crop = `crop=${TILE}:${TILE}:${(i % columns) * TILE}:${Math.floor(i / columns) * TILE}`
    execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', '-f', 'lavfi', '-i', `color=black:size=${columns * TILE}x${rows * TILE}:rate=1:duration=1`, '-vf', `${picture},${crop},format=yuv420p`, '-frames:v', '1', '-c:v', 'libx265', '-x265-params', 'log-level=error', '-tag:v', 'hvc1', path])
    const file = readFileSync(path)
    const movie = await readMovie(async (start, end) => file.subarray(start, end), file.length, () => true)
    const track = movie.ok ? movie.value.video : null
    const found = track && boxesIn(track.entry.plain, 86).find(({ type }) => type === 'hvcC')
    if (!track || !found) throw new Error('no tile')
    const from = track.samples.offset[0] ?? 0
    tiles.push({ bytes: file.subarray(from, from + (track.samples.size[0] ?? 0)), hvcC: track.entry.plain.slice(found.start, found.end) })
  }
  return tiles
}

/** The grid is item 1, its tiles follow. */
const write = (tiles: Awaited<ReturnType<typeof makeTiles>>, width: number, height: number, quarters: number): Uint8Array => {
  const columns = Math.ceil(width / TILE)
  const ids = tiles.map((_, i) => i + 2)
  const grid = Uint8Array.of(0, 0, tiles.length / columns - 1, columns - 1, ...two(width), ...two(height))
  const infe = (id: number, type: string): Uint8Array => fullBoxOf('infe', 2, 0, two(id), two(0), latin(type), Uint8Array.of(0))
  const properties = [fullBoxOf('ispe', 0, 0, words(width, height)), box('irot', Uint8Array.of(quarters)), fullBoxOf('ispe', 0, 0, words(TILE, TILE)), ...tiles.map(({ hvcC }) => hvcC)]
  const uses = [[1, 1, 2], ...ids.map((id, i) => [id, 3, 4 + i])].map(([id = 0, ...used]) => concat(two(id), Uint8Array.of(used.length, ...used)))
  const metaWith = (begin: number): Uint8Array => {
    let at = begin
    const places = tiles.map(({ bytes }, i) => {
      const place = concat(two(ids[i] ?? 0), two(0), two(0), two(1), words(at, bytes.length))
      at += bytes.length
      return place
    })
    return fullBoxOf(
      'meta', 0, 0,
      fullBoxOf('hdlr', 0, 0, words(0), latin('pict'), words(0, 0, 0), Uint8Array.of(0)),
      fullBoxOf('pitm', 0, 0, two(1)),
      fullBoxOf('iinf', 0, 0, two(1 + ids.length), infe(1, 'grid'), ...ids.map((id) => infe(id, 'hvc1'))),
      box('iprp', box('ipco', ...properties), fullBoxOf('ipma', 0, 0, words(uses.length), ...uses)),
      box('idat', grid),
      // In `idat` the grid, in the file the tiles.
      fullBoxOf('iloc', 1, 0, Uint8Array.of(0x44, 0), two(1 + ids.length), concat(two(1), two(1), two(0), two(1), words(0, grid.length)), ...places),
      fullBoxOf('iref', 0, 0, box('dimg', two(1), two(ids.length), ...ids.map(two))),
    )
  }
  const head = box('ftyp', latin('heic'), words(0), latin('mif1heic'))
  const begin = head.length + metaWith(0).length + 8
  return concat(head, metaWith(begin), box('mdat', ...tiles.map(({ bytes }) => bytes)))
}

export const makeHeicBytes = async (_context: unknown, width: number, height: number, quarters: number): Promise<string> => {
  const folder = await makeTempFolder('heic')
  try {
    return Buffer.from(write(await makeTiles(folder.path, width, height), width, height, quarters)).toString('base64')
  } finally {
    folder.remove()
  }
}
