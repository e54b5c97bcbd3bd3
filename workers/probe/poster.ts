// Makes a small picture of a Recording: of a photo itself, of a video its first key frame.

import { VideoSampleSink } from 'mediabunny'
import type { Probe } from '../../src/core/catalog/recording.ts'
import { makeByteSource } from '../../src/core/media/probe/byteSource.ts'
import type { Bytes } from '../../src/core/ids.ts'
import type { FileLike, Poster } from '../../src/core/ports.ts'
import { drawHeic } from './heicPhoto.ts'
import { decodeKeyFrame } from './keyFrame.ts'
import { openInput } from './openInput.ts'

const POSTER_WIDTH = 320
const QUALITY = 0.75
const indexed = new Set(['mp4', 'mov', '3gp', 'm4a', 'avi'])
/** Decoding needs about four bytes for each; 100 megapixels are the largest cameras. */
const MAX_PIXELS = 100e6
/** A key frame and what its container needs to find it. */
const POSTER_BUDGET_BYTES = 64 << 20

/** Longest sides within the poster's width, never enlarged. */
const fit = (width: number, height: number): { readonly width: number; readonly height: number } => {
  const scale = Math.min(1, POSTER_WIDTH / width, (POSTER_WIDTH * 2) / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

const draw = async (width: number, height: number, paint: (context: OffscreenCanvasRenderingContext2D, width: number, height: number) => void): Promise<Poster> => {
  const size = fit(width, height)
  const canvas = new OffscreenCanvas(size.width, size.height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.imageSmoothingQuality = 'high'
  paint(context, size.width, size.height)
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY })
  return { bytes: new Uint8Array(await blob.arrayBuffer()), type: blob.type, ...size }
}

/** Of a photo that is to be looked at. */
const PHOTO_QUALITY = 0.95

/** A HEIC photo, in its own size. */
export const makePhoto = async (bytes: Bytes): Promise<Poster | null> => {
  const canvas = await drawHeic(async (start, end) => bytes.subarray(start, end), bytes.length)
  if (!canvas) return null
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: PHOTO_QUALITY })
  return { bytes: new Uint8Array(await blob.arrayBuffer()), type: blob.type, width: canvas.width, height: canvas.height }
}

const heicPoster = async (file: FileLike): Promise<Poster | null> => {
  const source = makeByteSource(file, POSTER_BUDGET_BYTES)
  const canvas = await drawHeic(source.read, source.size)
  return canvas && draw(canvas.width, canvas.height, (context, across, down) => context.drawImage(canvas, 0, 0, across, down))
}

/** createImageBitmap turns the picture as its Exif says, so sizes here are those that are shown. */
const photoPoster = async (file: FileLike, probe: Probe): Promise<Poster | null> => {
  const { video } = probe
  if (!video || probe.playMode !== 'whole' || video.width * video.height > MAX_PIXELS || file.size > POSTER_BUDGET_BYTES) return null
  const turned = video.rotation % 180 !== 0
  const [width, height] = turned ? [video.height, video.width] : [video.width, video.height]
  const size = fit(width, height)
  const blob = new Blob([await file.slice(0, file.size).arrayBuffer()])
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image', resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'medium' })
  try {
    return await draw(width, height, (context, across, down) => context.drawImage(bitmap, 0, 0, across, down))
  } finally {
    bitmap.close()
  }
}

/** MP4, MOV and AVI: the project's own index finds the key frame, four times as fast as a demuxer. */
const keyFramePoster = async (file: FileLike, container: string, rotation: number): Promise<Poster | null> => {
  const frame = await decodeKeyFrame(makeByteSource(file, POSTER_BUDGET_BYTES), container)
  if (!frame) return null
  try {
    const turned = rotation % 180 !== 0
    const [across, down] = [frame.displayWidth, frame.displayHeight]
    return await draw(turned ? down : across, turned ? across : down, (context, width, height) => {
      context.translate(width / 2, height / 2)
      context.rotate((rotation * Math.PI) / 180)
      const [w, h] = turned ? [height, width] : [width, height]
      context.drawImage(frame, -w / 2, -h / 2, w, h)
    })
  } finally {
    frame.close()
  }
}

const demuxedPoster = async (file: FileLike): Promise<Poster | null> => {
  const input = openInput(makeByteSource(file, POSTER_BUDGET_BYTES))
  try {
    const track = await input.getPrimaryVideoTrack()
    if (!track || !(await track.canDecode())) return null
    const sink = new VideoSampleSink(track)
    const sample = await sink.getSample(Math.max(0, await track.getFirstTimestamp()))
    if (!sample) return null
    try {
      return await draw(sample.displayWidth, sample.displayHeight, (context, width, height) => sample.draw(context, 0, 0, width, height))
    } finally {
      sample.close()
    }
  } finally {
    input.dispose()
  }
}

/** null where no picture can be had; a poster is never worth failing for. */
export const makePoster = async (file: FileLike, probe: Probe): Promise<Poster | null> => {
  try {
    if (probe.kind === 'photo') return await (probe.container === 'heic' && probe.video?.codec !== 'av01' ? heicPoster(file) : photoPoster(file, probe))
    if (probe.kind !== 'video' || !probe.video) return null
    return indexed.has(probe.container) ? await keyFramePoster(file, probe.container, probe.video.rotation) : await demuxedPoster(file)
  } catch {
    return null
  }
}
