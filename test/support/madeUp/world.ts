// Runs a made-up unit's story in the order of time, and writes what its people do into real signed Logs, one computer at a time.

import { fromHex, sha256, toHex, utf8 } from '../../../src/core/bytes.ts'
import { parseDeed, signDeed, type Deed } from '../../../src/core/deeds/deed.ts'
import type { DeedFields, DeedType } from '../../../src/core/deeds/deedKinds.ts'
import type { Bytes, LogId } from '../../../src/core/ids.ts'
import { maxPieceBytes } from '../../../src/core/log/constants.ts'
import { entrySigningInput, makeEntry, makeGenesis, makeLogId, type LogHead } from '../../../src/core/log/entry.ts'
import type { SignedEntry } from '../../../src/core/log/exchange.ts'
import type { EntryBodies, EntryKind } from '../../../src/core/log/kinds.ts'
import { personId } from '../../../src/core/trust/certificate.ts'
import { sessionSigningInput } from '../../../src/core/trust/sessionStatement.ts'
import type { TestSigner } from '../agency.ts'
import type { Dice } from './dice.ts'

export interface MadeUpPerson {
  readonly id: string
  readonly name: string
  readonly officerNumber: string
  readonly signer: TestSigner
}

export interface MadeUpLog {
  readonly name: string
  readonly signer: TestSigner
  readonly logId: LogId
  readonly entries: SignedEntry[]
  readonly leaves: Bytes[]
}

/** What somebody at one computer can do, from the moment their turn begins. */
export interface Desk {
  now(): number
  wait(ms: number): void
  write<K extends EntryKind>(kind: K, body: EntryBodies[K]): void
  /** Signed by whoever, entered here. */
  deed<T extends DeedType>(type: T, fields: DeedFields<T>, signer: MadeUpPerson): Promise<Deed>
  /** What was signed elsewhere and was brought here. */
  carry(deed: Deed): void
  /** Returns the hash it is referred to by. */
  attach(whole: Bytes): string
  /** The clock is wrong by so much from now on. */
  turnClock(ms: number): void
}

export interface World {
  readonly logs: readonly MadeUpLog[]
  /** A turn of somebody at a computer; later where the computer is taken. */
  at(ms: number, device: number, person: MadeUpPerson, act: (desk: Desk) => Promise<void> | void): void
  run(): Promise<void>
}

interface Turn {
  readonly ms: number
  readonly order: number
  readonly device: number
  readonly person: MadeUpPerson
  readonly act: (desk: Desk) => Promise<void> | void
}

/** After so long without a hand on it, a computer locks itself. */
const idleMs = 15 * 60_000

export const makeWorld = (agency: string, names: readonly string[], signerOf: (device: string) => TestSigner, beginMs: number, statements: readonly Bytes[], dice: Dice): World => {
  const queue: Turn[] = []
  let order = 0

  const makeDevice = (name: string) => {
    const signer = signerOf(name)
    const logId = makeLogId(signer.publicKey, 0)
    const log: MadeUpLog = { name, signer, logId, entries: [], leaves: [] }
    let head: LogHead = makeGenesis(logId)
    let [nowMs, wrongMs, startedMs, boot] = [beginMs, 0, beginMs, dice.hex(16)]
    let atWork: MadeUpPerson | null = null

    const write = <K extends EntryKind>(kind: K, body: EntryBodies[K]): void => {
      const stamps = { timeMs: nowMs + wrongMs, monoMs: nowMs - startedMs, boot, salt: fromHex(dice.hex(32)) }
      const made = makeEntry({ logId, head, kind, body, stamps })
      log.entries.push({ bytes: made.bytes, signature: signer.signNow(entrySigningInput(made.bytes)) })
      log.leaves.push(fromHex(made.leaf))
      head = { size: head.size + 1, leaf: made.leaf }
      nowMs += dice.between(40, 900)
    }
    const enter = (person: MadeUpPerson): void => {
      const place = { logId, seq: head.size, prev: head.leaf, timeMs: nowMs + wrongMs, personKey: person.signer.publicKey }
      write('session-open', { person: person.id, name: person.name, personKey: person.signer.publicKey, personSignature: person.signer.signNow(sessionSigningInput(place)) })
      atWork = person
    }
    const leave = (): void => {
      if (atWork) write('session-close', { person: atWork.id })
      atWork = null
    }
    const begin = (ms: number, person: MadeUpPerson): void => {
      if (atWork && (atWork.id !== person.id || ms - nowMs > idleMs)) {
        nowMs += Math.min(idleMs, Math.max(0, ms - nowMs - 1_000))
        leave()
      }
      if (ms - nowMs > 6 * 3_600_000) [startedMs, boot] = [ms - dice.between(20_000, 90_000), dice.hex(16)]
      nowMs = Math.max(nowMs, ms)
      if (!atWork) enter(person)
    }
    const desk: Desk = {
      now: () => nowMs,
      wait: (ms) => void (nowMs += ms),
      write,
      deed: async (type, fields, person) => {
        const bytes = await signDeed({ type, fields, agency, madeMs: nowMs, salt: fromHex(dice.hex(32)) }, person.signer)
        const deed = parseDeed(bytes)
        if (!deed.ok) throw new Error(deed.error)
        write('deed', { deed: bytes })
        return deed.value
      },
      carry: ({ bytes }) => write('deed', { deed: bytes }),
      attach: (whole) => {
        const hash = sha256(whole)
        const of = Math.max(1, Math.ceil(whole.length / maxPieceBytes))
        for (let index = 0; index < of; index += 1) write('attachment', { sha256: hash, index, of, bytes: whole.slice(index * maxPieceBytes, (index + 1) * maxPieceBytes) })
        return toHex(hash)
      },
      turnClock: (ms) => void (wrongMs = ms),
    }
    write('log-open', { device: name, publicKey: signer.publicKey, incarnation: 0, replaces: null, app: 'fieldreel 0.1.0' })
    for (const certificate of statements) write('certificate', { certificate })
    return { log, desk, begin, leave, freeMs: () => nowMs }
  }

  const devices = names.map(makeDevice)
  const put = (turn: Turn): void => {
    let [low, high] = [0, queue.length]
    // Latest first, so that the next turn is taken from the end.
    while (low < high) {
      const middle = (low + high) >> 1
      const other = queue[middle]
      if (other && (other.ms - turn.ms || other.order - turn.order) > 0) low = middle + 1
      else high = middle
    }
    queue.splice(low, 0, turn)
  }

  return {
    logs: devices.map(({ log }) => log),
    at: (ms, device, person, act) => put({ ms, order: (order += 1), device, person, act }),
    run: async () => {
      for (let turn = queue.pop(); turn; turn = queue.pop()) {
        const device = devices[turn.device]
        if (!device) throw new Error(`no computer ${turn.device}`)
        if (device.freeMs() > turn.ms + 1_000) {
          put({ ...turn, ms: device.freeMs() })
          continue
        }
        device.begin(turn.ms, turn.person)
        await turn.act(device.desk)
      }
      for (const { leave } of devices) leave()
    },
  }
}

export const makePerson = (unitKey: string, name: string, officerNumber: string, signerOf: (name: string) => TestSigner): MadeUpPerson => {
  const signer = signerOf(`${unitKey} ${name}`)
  return { id: personId(signer.publicKey), name, officerNumber, signer }
}

export const textBytes = (text: string): Bytes => utf8(text)
