// The cache of small pictures and sound levels.

import { chunkName, type ChunkKey, type FilmstripStore } from '../core/media/filmstrip.ts'
import type { RecordingId } from '../core/ids.ts'
import type { FieldreelDatabase } from './database.ts'
import { tryWrite } from './storageErrors.ts'
import { makeTableLive } from './tableLive.ts'

export const makeFilmstripStore = (database: FieldreelDatabase): FilmstripStore => {
  const { filmSheets, soundLevels, telemetry } = database
  const namesOf = async (table: typeof filmSheets | typeof soundLevels): Promise<ReadonlySet<string>> => {
    const keys = (await table.toCollection().primaryKeys()) as readonly [RecordingId, number][]
    return new Set(keys.map(([recordingId, chunk]) => chunkName({ recordingId, chunk })))
  }
  const keyOf = ({ recordingId, chunk }: ChunkKey): [RecordingId, number] => [recordingId, chunk]
  return {
    pictureChunks: makeTableLive(database, 'filmSheets', () => namesOf(filmSheets)),
    levelChunks: makeTableLive(database, 'soundLevels', () => namesOf(soundLevels)),
    made: async () => ({ pictures: await namesOf(filmSheets), levels: await namesOf(soundLevels) }),
    sheet: async (key) => (await filmSheets.get(keyOf(key))) ?? null,
    levels: async (key) => (await soundLevels.get(keyOf(key))) ?? null,
    putSheet: async (sheet) => (await tryWrite(() => filmSheets.put(sheet))).ok,
    putLevels: async (levels) => (await tryWrite(() => soundLevels.put(levels))).ok,
    telemetry: async (recording) => (await telemetry.get(recording))?.points ?? null,
    putTelemetry: async (recordingId, points) => void (await tryWrite(() => telemetry.put({ recordingId, points }))),
    remove: async (recordings) => {
      for (const recordingId of recordings) {
        await tryWrite(() => filmSheets.where('recordingId').equals(recordingId).delete())
        await tryWrite(() => soundLevels.where('recordingId').equals(recordingId).delete())
        await tryWrite(() => telemetry.delete(recordingId))
      }
    },
  }
}
