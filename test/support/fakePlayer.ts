// A player without media: draws a scene with its wall clock on a canvas and tells frames as a real one would.

import type { Player, PlayerEvents } from '../../src/core/playbackPorts.ts'
import type { Session } from '../../src/core/session/session.ts'

export const drawScene = (context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, seed: number, clock: string): void => {
  const { width, height } = context.canvas
  const hue = (seed * 47) % 360
  const sky = context.createLinearGradient(0, 0, 0, height)
  sky.addColorStop(0, `hsl(${hue} 18% 62%)`)
  sky.addColorStop(1, `hsl(${hue} 14% 26%)`)
  context.fillStyle = sky
  context.fillRect(0, 0, width, height)
  for (let n = 0; n < 7; n += 1) {
    const w = width / (5 + ((seed + n) % 4))
    context.fillStyle = `hsl(${(hue + n * 13) % 360} 12% ${20 + ((seed * 7 + n * 11) % 30)}%)`
    context.fillRect((n * width) / 7, height * (0.3 + ((seed * 13 + n * 29) % 30) / 100), w, height)
  }
  context.fillStyle = `hsl(${hue} 10% 16%)`
  context.fillRect(0, height * 0.82, width, height * 0.18)
  context.fillStyle = '#fff'
  context.font = `${Math.round(height / 14)}px monospace`
  context.fillText(clock, width * 0.03, height * 0.1)
}

const clockOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 23).replace('T', ' ')

export const makeFakePlayer = (container: HTMLElement, session: Session, atMs: number, events: Omit<PlayerEvents, 'onFailure'>): Player => {
  const canvas = document.createElement('canvas')
  canvas.width = 1280
  canvas.height = 720
  canvas.style.cssText = 'width:100%;height:100%;object-fit:contain'
  container.append(canvas)
  const context = canvas.getContext('2d')
  let wallMs = Math.max(session.startMs, Math.min(session.endMs, atMs))
  let playing = false
  let rate = 1
  let generation = 0
  const partAt = (): number => Math.max(0, session.parts.findLastIndex(({ startMs }) => startMs <= wallMs))
  const show = (): void => {
    const part = session.parts[partAt()]
    if (context) drawScene(context, partAt() + 3, clockOf(wallMs))
    events.onState({ wallMs, playing, rate, seeking: false, ended: wallMs >= session.endMs, part: partAt() })
    if (part) events.onFrame({ recordingId: part.recordingId, mediaTime: (wallMs - part.startMs) / 1000, wallMs, rate, generation, atMs: performance.now(), visible: true })
  }
  const land = (target: number): void => {
    const gap = session.gaps.find(({ startMs, endMs }) => target >= startMs && target < endMs)
    wallMs = Math.max(session.startMs, Math.min(session.endMs, gap ? gap.endMs : target))
  }
  const timer = setInterval(() => {
    if (!playing) return
    land(wallMs + 100 * rate)
    if (wallMs >= session.endMs) playing = false
    show()
  }, 100)
  show()
  return {
    leftOut: [],
    outlines: [],
    play: () => { playing = true; show() },
    pause: () => { playing = false; show() },
    seek: (to) => { generation += 1; land(to); show() },
    setRate: (next) => { rate = next; show() },
    setMuted: () => undefined,
    step: (frames) => { playing = false; generation += 1; land(wallMs + frames * 33); show() },
    resume: () => show(),
    dispose: () => { clearInterval(timer); canvas.remove() },
  }
}
