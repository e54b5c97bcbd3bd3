// The probe worker: reads what a file says of itself and makes its poster; answers with Results, keeps nothing between tasks.

import { expose, transfer } from 'comlink'
import type { ProbeWorker } from '../src/contracts/probe.ts'
import { probeMedia } from '../src/core/media/probe/probeMedia.ts'
import { err, ok } from '../src/core/result.ts'
import { assembledFile } from './assembly/assemble.ts'
import { CipherFailed } from './assembly/ciphers.ts'
import { demux } from './probe/demux.ts'
import { outlineOf } from './probe/outlineOf.ts'
import { makePhoto, makePoster } from './probe/poster.ts'

const worker: ProbeWorker = {
  probe: async ({ file, path, zone, nowMs, assembly }) => {
    try {
      return await probeMedia(assembly ? await assembledFile(file, assembly) : file, { path, zone, nowMs, demux })
    } catch (thrown) {
      // Nothing that its key opens.
      if (thrown instanceof CipherFailed) return err({ type: 'NotMedia' })
      throw thrown
    }
  },
  outline: async ({ file, recording, stallMs }) => outlineOf(file, recording, stallMs),
  poster: async ({ file, probe, assembly }) => {
    const poster = await makePoster(assembly ? await assembledFile(file, assembly) : file, probe)
    return poster ? transfer(ok(poster), [poster.bytes.buffer]) : ok(null)
  },
  photo: async (bytes) => {
    const photo = await makePhoto(bytes)
    return photo ? transfer(ok(photo), [photo.bytes.buffer]) : ok(null)
  },
}

expose(worker)
