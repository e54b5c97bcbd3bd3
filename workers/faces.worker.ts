// The worker that looks for faces in verified pictures: BlazeFace of MediaPipe, on this device, no network.

import modelUrl from '@mediapipe/face_detection/face_detection_full_range.tflite?url'
import { expose } from 'comlink'
import type { FacesWorker } from '../src/contracts/faces.ts'
import { pictureParts } from '../src/core/redaction/redactions.ts'
import { turnOf } from '../src/core/media/mp4/turnOf.ts'
import type { SeenFace } from '../src/core/redaction/linkFaces.ts'
import { err, ok } from '../src/core/result.ts'
import { makeLookAt, type LookAt } from './faces/lookAt.ts'
import { makeNetwork } from './faces/network.ts'
import { readModel } from './faces/readModel.ts'
import { makeBlockVerifier } from './fingerprint/blockVerifier.ts'
import { shownPictures, stretchOf } from './piece/pictures.ts'
import { openSource } from './piece/source.ts'
import { ReadFailure } from './segment/verifiedFile.ts'

/** Milliseconds between two pictures that are looked at. */
const EVERY_MS = 500

const loadLookAt = async (): Promise<LookAt> => {
  const answer = await fetch(modelUrl)
  if (!answer.ok) throw new Error(`the detector's file: ${answer.status}`)
  return makeLookAt(makeNetwork(readModel(new Uint8Array(await answer.arrayBuffer()))))
}

const worker: FacesWorker = {
  find: async (cuts, parts, { stallMs }, onProgress) => {
    try {
      const [lookAt, verifier] = [await loadLookAt(), await makeBlockVerifier()]
      const secondsTotal = cuts.reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / 1000, 0)
      const seen: SeenFace[] = []
      let before = 0
      for (const { recordingId, fromMs, toMs } of cuts) {
        const part = parts.find((given) => given.recordingId === recordingId)
        if (!part) throw new Error(`no part of ${recordingId}`)
        const source = await openSource(part, verifier, stallMs)
        const stretch = await stretchOf(source, fromMs, toMs)
        const turn = turnOf((await source.raw.tracks()).video.matrix)
        let last = -Infinity
        for await (const { frame, at } of shownPictures(source, stretch)) {
          try {
            if (at * 1000 - last < EVERY_MS - 1) continue
            last = at * 1000
            for (const { x, y, width, height } of lookAt(frame, Number.isNaN(turn) ? 0 : turn)) seen.push({ recordingId, atMs: last, x: x * pictureParts, y: y * pictureParts, width: width * pictureParts, height: height * pictureParts })
          } finally {
            frame.close()
          }
          onProgress({ secondsDone: before + at - stretch.from, secondsTotal })
        }
        before += (toMs - fromMs) / 1000
      }
      return ok(seen)
    } catch (thrown) {
      return err(thrown instanceof ReadFailure ? thrown.failure : { type: 'PlayerFailed', detail: String(thrown) })
    }
  },
}

expose(worker)
