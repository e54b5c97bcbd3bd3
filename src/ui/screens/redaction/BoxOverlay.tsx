// Over the picture: what will be covered, as it will look, and boxes to draw, move and resize.

import { createEffect, createMemo, createSignal, For, onCleanup, Show, type JSX } from 'solid-js'
import { Portal } from 'solid-js/web'
import { coversAt } from '../../../core/redaction/coversAt.ts'
import { pictureParts, type BoxPlace, type CoveredBox } from '../../../core/redaction/redactions.ts'
import { boxAt } from '../../../core/redaction/boxAt.ts'
import type { ViewingScreen } from '../viewing/createViewing.ts'
import type { RedactionEditor } from './createRedaction.ts'
import { drawCovered } from './drawCovered.ts'
import { redactionWords as t } from './redactionWords.ts'

interface BoxOverlayProps {
  /** Holds the player's <video>. */
  readonly stage: HTMLElement
  readonly viewing: ViewingScreen
  readonly editor: RedactionEditor
  readonly preview: boolean
}

/** Where the picture is inside its container, pixels. */
interface Frame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const edges = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const
type Edge = (typeof edges)[number]

/** Parts of the picture: a shorter drag is a click. */
const SLIP = 60

/** `from` with one edge or corner, or all of it, moved by so many parts of the picture. */
const moved = (from: BoxPlace, edge: Edge | 'all', dx: number, dy: number): BoxPlace => {
  if (edge === 'all') return { ...from, x: from.x + dx, y: from.y + dy }
  const [left, right] = [from.x + (edge.includes('w') ? dx : 0), from.x + from.width + (edge.includes('e') ? dx : 0)]
  const [top, bottom] = [from.y + (edge.includes('n') ? dy : 0), from.y + from.height + (edge.includes('s') ? dy : 0)]
  return between({ x: left, y: top }, { x: right, y: bottom })
}

const between = (a: { readonly x: number; readonly y: number }, b: { readonly x: number; readonly y: number }): BoxPlace => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) })

export const BoxOverlay = (props: BoxOverlayProps): JSX.Element => {
  const video = props.stage.querySelector('video')
  const [frame, setFrame] = createSignal<Frame>({ left: 0, top: 0, width: 0, height: 0 })
  const [failed, setFailed] = createSignal(false)
  /** While a hand is on it: the box in its new place, not yet a step. */
  const [held, setHeld] = createSignal<{ readonly id: string | null; readonly place: BoxPlace } | null>(null)
  let canvas: HTMLCanvasElement | undefined
  let surface: HTMLElement | undefined

  const measure = (): void => {
    const { clientWidth, clientHeight } = props.stage
    const [wide, high] = [video?.videoWidth ?? 0, video?.videoHeight ?? 0]
    if (!wide || !high) return
    const scale = Math.min(clientWidth / wide, clientHeight / high)
    setFrame({ left: (clientWidth - wide * scale) / 2, top: (clientHeight - high * scale) / 2, width: wide * scale, height: high * scale })
  }
  const observer = new ResizeObserver(measure)
  observer.observe(props.stage)
  video?.addEventListener('resize', measure)
  onCleanup(() => {
    observer.disconnect()
    video?.removeEventListener('resize', measure)
  })

  /** The list with the held box where it is held. */
  const boxesHere = createMemo(() => {
    const now = props.editor.shown()
    if (!now) return []
    return props.editor.list().boxes.filter((box) => box.recordingId === now.recordingId).flatMap((box) => {
      const hand = held()
      const place = hand?.id === box.id ? hand.place : boxAt(box, now.atMs)
      const elsewhere = !place && box.id === props.editor.chosen()?.id ? props.editor.placeHere() : null
      return place ? [{ box, place, ghost: false }] : elsewhere ? [{ box, place: elsewhere, ghost: true }] : []
    })
  })
  const proposalsHere = createMemo(() => {
    const now = props.editor.shown()
    return now ? props.editor.proposals().filter((box) => box.recordingId === now.recordingId).flatMap((box) => boxAt(box, now.atMs) ?? []) : []
  })
  const covers = createMemo(() => {
    const now = props.editor.shown()
    const hand = held()
    if (!now) return []
    if (!hand) return coversAt(props.editor.list(), now.recordingId, now.exactMs)
    const others = { ...props.editor.list(), boxes: props.editor.list().boxes.filter(({ id }) => id !== hand.id) }
    return [...coversAt(others, now.recordingId, now.exactMs), { style: props.editor.chosen()?.style ?? ('blur' as const), place: hand.place }]
  })

  let drawing = 0
  createEffect(() => {
    props.editor.shown()
    const [now, on] = [covers(), props.preview && covers().length > 0]
    const turn = ++drawing
    if (!canvas || !video) return
    if (!on || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return void (canvas.style.visibility = 'hidden')
    const target = document.createElement('canvas')
    let taken: VideoFrame
    try {
      taken = new VideoFrame(video)
    } catch {
      setFailed(true)
      canvas.style.visibility = 'hidden'
      return
    }
    void drawCovered(taken, now, target).then(
      () => {
        if (turn !== drawing || !canvas) return
        setFailed(false)
        canvas.width = target.width
        canvas.height = target.height
        canvas.getContext('2d')?.drawImage(target, 0, 0)
        canvas.style.visibility = ''
      },
      () => {
        setFailed(true)
        if (canvas) canvas.style.visibility = 'hidden'
      },
    )
  })

  const partsAt = (event: PointerEvent): { readonly x: number; readonly y: number } => {
    const { left, top, width, height } = surface!.getBoundingClientRect()
    const inside = (value: number): number => Math.min(pictureParts, Math.max(0, value))
    return { x: inside(((event.clientX - left) / width) * pictureParts), y: inside(((event.clientY - top) / height) * pictureParts) }
  }
  /** Follows one pointer until it is lifted. */
  const follow = (event: PointerEvent, id: string | null, placeOf: (at: { readonly x: number; readonly y: number }) => BoxPlace, done: (place: BoxPlace) => void): void => {
    if (event.button !== 0) return
    event.preventDefault()
    event.stopPropagation()
    props.viewing.pause()
    const target = event.currentTarget as HTMLElement
    const start = partsAt(event)
    target.setPointerCapture(event.pointerId)
    const stop = new AbortController()
    let place: BoxPlace | null = null
    target.addEventListener('pointermove', (now) => {
      const at = partsAt(now)
      if (!place && Math.abs(at.x - start.x) < SLIP && Math.abs(at.y - start.y) < SLIP) return
      place = placeOf(at)
      setHeld({ id, place })
    }, stop)
    const end = (keep: boolean): void => {
      stop.abort()
      if (keep && place) done(place)
      setHeld(null)
    }
    target.addEventListener('pointerup', () => end(true), stop)
    target.addEventListener('pointercancel', () => end(false), stop)
  }
  const draw = (event: PointerEvent): void => {
    const start = partsAt(event)
    props.editor.choose(null)
    follow(event, null, (at) => between(start, at), props.editor.addBox)
  }
  const grab = (event: PointerEvent, box: CoveredBox, place: BoxPlace, edge: Edge | 'all'): void => {
    const start = partsAt(event)
    props.editor.choose(box.id)
    follow(event, box.id, (at) => moved(place, edge, at.x - start.x, at.y - start.y), props.editor.place)
  }
  const style = (place: BoxPlace): JSX.CSSProperties => ({ left: `${place.x / 100}%`, top: `${place.y / 100}%`, width: `${place.width / 100}%`, height: `${place.height / 100}%` })

  return (
    <Portal mount={props.stage}>
      <div class="boxOverlay">
        <div class="boxSurface" ref={(element) => (surface = element)} style={{ left: `${frame().left}px`, top: `${frame().top}px`, width: `${frame().width}px`, height: `${frame().height}px` }} onPointerDown={draw} role="group" aria-label={t('surface')}>
          <canvas ref={(element) => (canvas = element)} class="boxPreview" aria-hidden="true" />
          <For each={boxesHere().map(({ box }) => box.id)}>
            {(id) => (
              <Show when={boxesHere().find(({ box }) => box.id === id)}>
                {(now) => (
                  <div
                    class="coverBox"
                    classList={{ chosen: id === props.editor.chosen()?.id, ghost: now().ghost, solid: now().box.style === 'solid' }}
                    style={style(now().place)}
                    onPointerDown={(event) => grab(event, now().box, now().place, 'all')}
                    title={`${t(`subject.${now().box.subject}`)} · ${t(`style.${now().box.style}`)}`}
                  >
                    <span class="coverName">{t(`subject.${now().box.subject}`)}</span>
                    <Show when={id === props.editor.chosen()?.id}>
                      <For each={edges}>{(edge) => <i class={`coverEdge ${edge}`} onPointerDown={(event) => grab(event, now().box, now().place, edge)} />}</For>
                    </Show>
                  </div>
                )}
              </Show>
            )}
          </For>
          <For each={proposalsHere()}>{(place) => <div class="coverBox proposed" style={style(place)} />}</For>
          <Show when={held()?.id === null && held()}>{(hand) => <div class="coverBox chosen" style={style(hand().place)} />}</Show>
        </div>
        <Show when={failed()}>
          <p class="boxFailed" role="alert">
            {t('previewFailed')}
          </p>
        </Show>
      </div>
    </Portal>
  )
}
