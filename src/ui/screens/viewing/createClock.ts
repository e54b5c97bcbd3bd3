// One clock for all pictures: play, pause, seek and speed go to every recorder that has footage of the moment; the others wait, hidden, or are not opened yet.

import { batch, createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { covers, leaderAt, moveOn, nextMoment, type ClockLane } from '../../../core/viewing/oneClock.ts'
import type { Member } from './createCompanions.ts'
import { speeds, type ViewingScreen } from './createViewing.ts'
import { laneRows } from './laneRows.ts'

export interface Clock extends ViewingScreen {
  /** Whether its picture shows this moment. */
  isShown(id: string): boolean
  /** Whose sound is heard, and where markers go: the one that was chosen, while it has footage. */
  readonly focus: Accessor<string>
  setFocus(id: string): void
  /** The one that was chosen, whether it has footage of this moment or not. */
  readonly chosen: Accessor<string>
  focused(): Member | undefined
}

const TICK_MS = 200
/** Pictures that are further apart than this, at normal speed, twice in a row, are put together again. */
const APART_MS = 200
/** A picture comes so long after its seek. */
const SEEK_TAKES_MS = 120
/** No more seeks of one player than this. */
const SETTLE_MS = 1_200
/** This near it has come to where it was sent. */
const ARRIVED_MS = 400
/** What begins within this is opened before. */
const SOON_MS = 5_000
/** A frame older than this says nothing of now. */
const FRESH_MS = 500

/** `members`: the first is the one of `main`. While it is alone everything goes straight to `main`. */
export const createClock = (main: ViewingScreen, members: Accessor<readonly Member[]>): Clock => {
  const mainId = (): string => members()[0]?.lane.id ?? ''
  const [wall, setWall] = createSignal(0)
  const [leader, setLeader] = createSignal('')
  const [playing, setPlaying] = createSignal(false)
  const [rate, setRate] = createSignal(1)
  const [focus, setFocus] = createSignal(mainId())
  const [shown, setShown] = createSignal<ReadonlySet<string>>(new Set<string>())
  /** Several were put where the clock stands; before, it stands where the first one is. */
  let placed = false
  const apart = new Set<string>()
  const sent = new Map<string, { readonly ms: number; readonly atMs: number }>()
  const several = (): boolean => members().length > 1

  const laneOf = ({ lane }: Member): ClockLane => ({
    id: lane.id,
    offsetMs: lane.offsetMs(),
    parts: lane.row().session.parts.filter(({ startMs, endMs }) => endMs > startMs),
  })
  const clockLanes = (): readonly ClockLane[] => members().filter((member) => member.player()).map(laneOf)
  /** Those that are not opened yet have footage, too. */
  const allLanes = (): readonly ClockLane[] => members().filter((member) => !member.isLost()).map(laneOf)
  const wakeFor = (ms: number): void => {
    for (const member of members()) {
      const lane = laneOf(member)
      if (!member.player() && (covers(lane, ms) || (playing() && covers(lane, ms + SOON_MS * rate())))) member.wake(ms)
    }
  }
  const nowOf = (member: Member): number => {
    const { wallMs, playing: plays, seeking, rate: speed } = member.state()
    const frame = member.frame()
    const age = frame ? performance.now() - frame.atMs : Number.POSITIVE_INFINITY
    const own = frame && plays && !seeking && age < FRESH_MS ? frame.wallMs + age * speed : wallMs
    return own + member.lane.offsetMs()
  }
  const send = (member: Member, ms: number): void => {
    sent.set(member.lane.id, { ms, atMs: performance.now() })
    member.player()?.seek(Math.round(ms - member.lane.offsetMs()))
  }
  /** It was sent somewhere and does not say yet that it is there. */
  const isOnItsWay = (member: Member): boolean => {
    const last = sent.get(member.lane.id)
    if (!last || performance.now() - last.atMs > SETTLE_MS) return false
    return member.state().seeking || Math.abs(nowOf(member) - last.ms) > ARRIVED_MS * Math.max(1, rate())
  }
  /** The chosen one, or the Session of the same recorder that has footage now; else who leads. */
  const heard = (): string => {
    if (!several() || shown().has(focus())) return focus()
    const row = laneRows(members().map(({ lane }) => lane)).find(({ lanes }) => lanes.some(({ id }) => id === focus()))
    return row?.lanes.find(({ id }) => shown().has(id))?.id ?? leader()
  }
  const soundOf = (member: Member): void => member.player()?.setMuted(main.muted() || member.lane.id !== heard())

  /** Puts every player where it belongs at this moment. */
  const place = (ms: number, lead: string | null): void => {
    wakeFor(ms)
    const lanes = clockLanes()
    const next = leaderAt(lanes, ms, lead)
    const able = new Set(lanes.filter((lane) => covers(lane, ms)).map(({ id }) => id))
    // Players first: who leads is listened to at once, and must be known to be on its way.
    for (const member of members()) {
      const player = member.player()
      if (!player) continue
      if (!able.has(member.lane.id)) player.pause()
      else {
        if (Math.abs(nowOf(member) - ms) > (playing() && member.state().playing ? APART_MS * Math.max(1, rate()) : 1)) send(member, ms)
        player.setRate(rate())
        if (playing()) player.play()
      }
    }
    batch(() => {
      setWall(ms)
      setLeader(next ?? mainId())
      setShown(able)
    })
    members().forEach(soundOf)
  }
  const seek = (ms: number): void => place(nextMoment(allLanes(), ms) ?? ms, null)
  const pauseAll = (): void => {
    setPlaying(false)
    // Each then says where it stopped, and the others go where the leader stands.
    for (const member of members()) member.player()?.pause()
  }

  /** From the leader's player, at every state and tick. */
  const follow = (): void => {
    const member = members().find(({ lane }) => lane.id === leader())
    if (!several() || !member?.player() || !shown().has(member.lane.id) || member.state().seeking || isOnItsWay(member)) return
    wakeFor(wall())
    const lanes = allLanes()
    const from = wall()
    const at = nowOf(member)
    if (playing() && member.state().ended) {
      const next = nextMoment(lanes, Math.max(from, at) + 1)
      return next === null ? pauseAll() : place(next, null)
    }
    const moved = playing() ? moveOn(lanes, leader(), from, at) : { ms: at, leader: leader() }
    if (moved.leader !== leader() || Math.abs(moved.ms - at) > 1) return place(moved.ms, moved.leader)
    setWall(at)
    settle(clockLanes(), at)
  }
  /** The others: shown, hidden, put together again. */
  const settle = (lanes: readonly ClockLane[], ms: number): void => {
    const able = new Set(lanes.filter((lane) => covers(lane, ms)).map(({ id }) => id))
    if (able.size !== shown().size || [...able].some((id) => !shown().has(id))) return place(ms, leader())
    for (const other of members()) {
      const { id } = other.lane
      const state = other.state()
      if (id === leader() || !able.has(id) || state.seeking || !other.player()) continue
      const last = sent.get(id)
      const settled = !last || performance.now() - last.atMs > SETTLE_MS
      if (playing()) {
        if (!state.playing) other.player()?.play()
        const isApart = settled && Math.abs(nowOf(other) - ms) > APART_MS * Math.max(1, rate())
        if (isApart && apart.delete(id)) send(other, ms + SEEK_TAKES_MS * rate())
        else if (isApart) apart.add(id)
        else apart.delete(id)
      } else if (last?.ms !== ms && Math.abs(nowOf(other) - ms) > 1) send(other, ms)
    }
  }

  createEffect(on(() => members().find(({ lane }) => lane.id === leader())?.state(), follow))
  // A picture more or less, or a recorder's clock moved: put together where the clock stands.
  createEffect(
    on(
      () => [members().length, ...members().flatMap((member) => [member.player() !== null, member.isLost(), member.lane.offsetMs()])].join(),
      () => {
        if (!several()) {
          placed = false
          setFocus(mainId())
          main.withPlayer(({ player }) => player.setMuted(main.muted()))
          return
        }
        if (!placed) {
          placed = true
          setRate(main.state().rate)
          setPlaying(main.state().playing)
          place(main.state().wallMs, mainId())
        } else place(nextMoment(allLanes(), wall()) ?? wall(), leader())
      },
      { defer: true },
    ),
  )
  createEffect(on([heard, main.muted], () => several() && members().forEach(soundOf), { defer: true }))
  const timer = setInterval(() => several() && playing() && follow(), TICK_MS)
  onCleanup(() => clearInterval(timer))

  const setSpeed = (direction: -1 | 1): void => {
    if (!several()) return main.setSpeed(direction)
    const next = direction > 0 ? speeds.find((speed) => speed > rate()) : speeds.findLast((speed) => speed < rate())
    if (next) changeRate(next)
  }
  const changeRate = (next: number): void => {
    setRate(next)
    for (const member of members()) member.player()?.setRate(next)
  }

  return {
    ...main,
    state: () => {
      const { state } = members().find(({ lane }) => lane.id === leader()) ?? { state: main.state }
      return several() ? { ...state(), wallMs: wall(), playing: playing(), rate: rate() } : main.state()
    },
    togglePlay: () => {
      if (!several()) return main.togglePlay()
      if (playing()) return pauseAll()
      setPlaying(true)
      seek(wall())
    },
    pause: () => (several() ? pauseAll() : main.pause()),
    seek: (ms) => (several() ? seek(ms) : main.seek(ms)),
    step: (frames) => {
      if (!several()) return main.step(frames)
      if (playing()) pauseAll()
      members().find(({ lane }) => lane.id === leader())?.player()?.step(frames)
    },
    setRate: (next) => (several() ? changeRate(next) : main.setRate(next)),
    setSpeed,
    isShown: (id) => !several() || shown().has(id),
    focus: heard,
    setFocus,
    chosen: focus,
    focused: () => members().find(({ lane }) => lane.id === heard()),
  }
}
