// The probe worker: reads what a file says of itself and makes its poster; answers with Results, keeps nothing between tasks.

import { expose, transfer } from 'comlink'
import type { ProbeWorker } from '../src/contracts/probe.ts'
import { probeMedia } from '../src/core/media/probe/probeMedia.ts'
import { ok } from '../src/core/result.ts'
import { demux } from './probe/demux.ts'
import { makePoster } from './probe/poster.ts'

const worker: ProbeWorker = {
  probe: ({ file, path, zone, nowMs }) => probeMedia(file, { path, zone, nowMs, demux }),
  poster: async ({ file, probe }) => {
    const poster = await makePoster(file, probe)
    return poster ? transfer(ok(poster), [poster.bytes.buffer]) : ok(null)
  },
}

expose(worker)
