// The hash worker: fingerprints files for the pool; answers with Results, keeps nothing between tasks.

import { expose } from 'comlink'
import type { HashWorker } from '../src/contracts/hash.ts'
import { BLOCK_BYTES } from '../src/core/catalog/recording.ts'
import { makeFileHasher, type FileHasher } from './fingerprint/fileHasher.ts'
import { makeSmallFileHasher, type SmallFileHasher } from './fingerprint/smallFile.ts'

let large: FileHasher | undefined
let small: SmallFileHasher | undefined

const worker: HashWorker = {
  start: async (report, settings) => {
    large = await makeFileHasher(report, settings)
    small = await makeSmallFileHasher(settings.stallMs)
  },
  hash: (task) => {
    if (!large || !small) throw new Error('not started')
    return task.file.size < BLOCK_BYTES ? small(task) : large.hash(task)
  },
  abandon: (id) => large?.abandon(id),
}

expose(worker)
