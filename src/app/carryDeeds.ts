// Deeds out of this device in a file and into it from one: what is taken enters the Log, what is refused is on record there, too.

import { sha256, toHex } from '../core/bytes.ts'
import type { DeedBook, DeedRow } from '../core/deeds/deedBook.ts'
import { makeDeedFile, maxDeedFileBytes, readDeedFile } from '../core/deeds/deedFile.ts'
import { planDeedExport } from '../core/deeds/planDeedExport.ts'
import { planDeedImport, type RefusedDeed } from '../core/deeds/planDeedImport.ts'
import type { FieldreelError, StorageError, TrustError } from '../core/errors.ts'
import type { Bytes } from '../core/ids.ts'
import type { Clock, FileLike, Keys } from '../core/ports.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { Answer, OutFile } from './app.ts'
import type { IdentityRecord } from './identityRecord.ts'
import type { AppendEntry } from './logWriter.ts'
import { attach } from './signDeed.ts'

export interface DeedFileOut extends OutFile {
  /** Attachments that were left out of it, see planDeedExport. */
  readonly leftOut: number
}

/** What a file brought. */
export interface CarriedDeeds {
  readonly came: readonly DeedRow[]
  /** Were here already. */
  readonly known: readonly DeedRow[]
  readonly refused: readonly RefusedDeed[]
  /** New certificates and revocations. */
  readonly statements: number
}

export interface CarryDeps {
  readonly keys: Pick<Keys, 'verify'>
  readonly clock: Pick<Clock, 'now'>
  readonly appendEntry: AppendEntry
  readonly record: () => IdentityRecord | null
  readonly addStatements: (received: readonly Bytes[]) => Promise<Result<void, StorageError>>
  readonly book: () => DeedBook
  readonly bookWith: (id: string) => Promise<DeedBook>
  /** Local date for the file's name, `2026-03-26`. */
  readonly day: (ms: number) => string
}

export interface CarryService {
  exportDeeds(ids: readonly string[], options?: { readonly brief?: boolean }): Answer<DeedFileOut>
  importDeeds(file: FileLike): Answer<CarriedDeeds>
}

export const makeCarryDeeds = (deps: CarryDeps): CarryService => {
  const { appendEntry } = deps
  const refuse = (refused: RefusedDeed) => appendEntry('deed-refused', { ...refused, detail: refused.detail.slice(0, 300) })

  /** A file that is refused whole: the attempt is on record under its own hash. */
  const refuseFile = async (bytes: Bytes, error: TrustError): Answer<never> => {
    const detail = error.type === 'ForeignAgency' ? error.found : error.detail
    const written = await refuse({ type: 'file', deed: toHex(sha256(bytes)), fault: error.type === 'ForeignAgency' ? 'otherAgency' : 'malformed', detail })
    return written.ok ? err(error) : written
  }

  return {
    exportDeeds: async (ids, { brief = false } = {}) => {
      const { root, statements } = deps.record() ?? {}
      if (!root || !statements) return err({ type: 'NotEnrolled' })
      const { leftOut, ...file } = planDeedExport(deps.book(), ids, { root, statements }, brief)
      return ok({ name: `${deps.day(deps.clock.now())}-${ids[0]?.slice(0, 8) ?? 'certificates'}.fieldreel-deeds`, bytes: makeDeedFile(file), leftOut })
    },

    importDeeds: async (file) => {
      const { root, statements } = deps.record() ?? {}
      if (!root || !statements) return err({ type: 'NotEnrolled' })
      if (file.size > maxDeedFileBytes) return err({ type: 'FileNotRecognised', detail: `${file.size} > ${maxDeedFileBytes}` })
      const bytes = new Uint8Array(await file.slice(0, file.size).arrayBuffer())
      const read = readDeedFile(bytes)
      if (!read.ok) return refuseFile(bytes, read.error)
      const planned = await planDeedImport(read.value, { root, statements, book: deps.book(), nowMs: deps.clock.now() }, deps.keys.verify)
      if (!planned.ok) return refuseFile(bytes, planned.error)
      const plan = planned.value
      const came: DeedRow[] = []
      for (const step of [
        // Who may sign comes before what was signed, and what a Deed refers to before the Deed.
        ...plan.statements.map((certificate) => () => appendEntry('certificate', { certificate })),
        () => deps.addStatements(plan.statements),
        ...plan.attachments.map((whole) => () => attach(appendEntry, whole)),
        ...plan.deeds.map((deed) => async (): Promise<Result<unknown, FieldreelError>> => {
          const written = await appendEntry('deed', { deed: deed.bytes })
          // What the person at work must not learn of is taken, too, and not told (article 19).
          const row = written.ok && (await deps.bookWith(deed.id)).find(deed.id)
          if (row) came.push(row)
          return written
        }),
        ...plan.refused.map((one) => () => refuse(one)),
      ]) {
        const done = await step()
        if (!done.ok) return done
      }
      const book = deps.book()
      return ok({ came, known: plan.known.flatMap((id) => book.find(id) ?? []), refused: plan.refused, statements: plan.statements.length })
    },
  }
}
