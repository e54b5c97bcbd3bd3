// One visit to the viewing screen: register, open, watch, stop. The truth is in the log; this holds what is shown.

import { createSignal, onCleanup, type Accessor } from 'solid-js'
import { isOnTimeline } from '../../../core/catalog/recording.ts'
import type { App, OpenViewing, SessionRow, ViewingRequest } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import type { PlayerState, PresentedFrame } from '../../../core/playbackPorts.ts'

export type Registration = Pick<ViewingRequest, 'purpose' | 'reason' | 'caseNumber' | 'urgent'>

export type Phase =
  | { readonly at: 'register'; readonly refused: FieldreelError | null }
  | { readonly at: 'opening' }
  | { readonly at: 'watching'; readonly open: OpenViewing }
  /** Nothing plays on a timeline: photos and sound only, each registered when it is opened. */
  | { readonly at: 'whole' }
  | { readonly at: 'ended'; readonly error: FieldreelError }

export const speeds = [0.25, 0.5, 1, 2, 4, 8, 16] as const

export interface ViewingScreen {
  readonly phase: Accessor<Phase>
  readonly registration: Accessor<Registration>
  /** Id of the first Viewing of this visit: all opened beside it count as one. Null until something was opened. */
  readonly visit: Accessor<string | null>
  /** Something was opened beside the timeline, or alone. */
  joined(viewing: string): void
  readonly state: Accessor<PlayerState>
  /** The drive went away: the Viewing is still open and may go on. */
  readonly interrupted: Accessor<FieldreelError | null>
  readonly muted: Accessor<boolean>
  readonly range: Accessor<{ readonly fromMs: number | null; readonly toMs: number | null }>
  setRange(range: { readonly fromMs: number | null; readonly toMs: number | null }): void
  /** Call from the click that sends the form: a drive may have to ask for permission. */
  open(registration: Registration, container: () => HTMLElement | undefined): Promise<void>
  /** What further Sessions are opened by, beside this one. */
  request(): Omit<ViewingRequest, 'sessionId' | 'atMs'>
  /** The picture on show, as it changes. */
  readonly shown: Accessor<PresentedFrame | null>
  /** The picture shown last. */
  frame(): PresentedFrame | null
  /** Only while watching. */
  withPlayer(act: (open: OpenViewing) => void): void
  togglePlay(): void
  pause(): void
  step(frames: number): void
  setRate(rate: number): void
  seek(wallMs: number): void
  setSpeed(direction: -1 | 1): void
  setMuted(muted: boolean): void
  resume(): void
  end(): Promise<void>
  again(): void
}

export const still: PlayerState = { wallMs: 0, playing: false, rate: 1, seeking: false, ended: false, part: 0 }

export const createViewing = (app: App, row: Accessor<SessionRow>, atMs: number | null, caseNumber: string): ViewingScreen => {
  const [phase, setPhase] = createSignal<Phase>({ at: 'register', refused: null })
  const [registration, setRegistration] = createSignal<Registration>({ purpose: 'casework', reason: '', caseNumber, urgent: false })
  const [visit, setVisit] = createSignal<string | null>(null)
  const joined = (viewing: string): void => void setVisit((before) => before ?? viewing)
  const [state, setState] = createSignal<PlayerState>(still)
  const [interrupted, setInterrupted] = createSignal<FieldreelError | null>(null)
  const [muted, setMuted] = createSignal(false)
  const [range, setRange] = createSignal<{ readonly fromMs: number | null; readonly toMs: number | null }>({ fromMs: null, toMs: null })
  let current: OpenViewing | null = null
  const [shown, setShown] = createSignal<PresentedFrame | null>(null)
  let frame: PresentedFrame | null = null
  let gone = false

  const onFailure = (error: FieldreelError): void => {
    if (mayGoOn(error)) return void setInterrupted(error)
    setPhase({ at: 'ended', error })
    void current?.close()
    current = null
  }

  const open = async (given: Registration, container: () => HTMLElement | undefined): Promise<void> => {
    setRegistration(given)
    setVisit(null)
    setInterrupted(null)
    if (!row().recordings.some(isOnTimeline)) return void setPhase({ at: 'whole' })
    setState({ ...still, wallMs: atMs ?? row().session.startMs })
    setPhase({ at: 'opening' })
    const answer = await app.openSession({ sessionId: row().session.id, atMs, visit: null, ...given }, container(), {
      onState: setState,
      onFrame: (now) => {
        frame = now
        if (!now.standing) setShown(now)
        setInterrupted(null)
      },
      onFailure,
    })
    if (!answer.ok) return void setPhase(answer.error.type === 'BlockMismatch' ? { at: 'ended', error: answer.error } : { at: 'register', refused: answer.error })
    joined(answer.value.viewing)
    if (gone) return answer.value.close()
    current = answer.value
    setPhase({ at: 'watching', open: answer.value })
  }

  const withPlayer = (act: (open: OpenViewing) => void): void => {
    const now = phase()
    if (now.at === 'watching') act(now.open)
  }

  const end = async (): Promise<void> => {
    const ending = current
    current = null
    await ending?.close()
  }

  const leave = (): void => void end()
  window.addEventListener('pagehide', leave)
  onCleanup(() => {
    gone = true
    window.removeEventListener('pagehide', leave)
    leave()
  })

  return {
    phase,
    registration,
    visit,
    joined,
    state,
    interrupted,
    muted,
    range,
    setRange,
    open,
    request: () => ({ ...registration(), visit: visit() }),
    shown,
    frame: () => frame,
    withPlayer,
    togglePlay: () => withPlayer(({ player }) => (state().playing ? player.pause() : player.play())),
    pause: () => withPlayer(({ player }) => player.pause()),
    step: (frames) => withPlayer(({ player }) => player.step(frames)),
    setRate: (rate) => withPlayer(({ player }) => player.setRate(rate)),
    seek: (wallMs) => withPlayer(({ player }) => player.seek(Math.round(wallMs))),
    setSpeed: (direction) =>
      withPlayer(({ player }) => {
        const next = direction > 0 ? speeds.find((speed) => speed > state().rate) : speeds.findLast((speed) => speed < state().rate)
        if (next) player.setRate(next)
      }),
    setMuted: (next) => {
      setMuted(next)
      withPlayer(({ player }) => player.setMuted(next))
    },
    resume: () => withPlayer(({ player }) => player.resume()),
    end,
    again: () => setPhase({ at: 'register', refused: null }),
  }
}

/** What plugging in, or allowing, can mend. */
const mayGoOn = ({ type }: FieldreelError): boolean => ['DriveGone', 'FileGone', 'FileUnreadable', 'PermissionDenied', 'ReadStalled'].includes(type)
