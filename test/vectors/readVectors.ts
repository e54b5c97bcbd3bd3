// The vectors as tests read them.

import { readFileSync } from 'node:fs'
import { fromHex } from '../../src/core/bytes.ts'
import type { Bytes } from '../../src/core/ids.ts'

interface Vectors {
  readonly entries: {
    readonly publicKey: string
    readonly incarnation: number
    readonly logId: string
    readonly entries: readonly { readonly bytes: string; readonly signature: string; readonly leaf: string; readonly seq: number; readonly prev: string; readonly timeMs: number; readonly monoMs: number; readonly boot: string; readonly salt: string; readonly kind: string }[]
  }
  readonly tree: {
    readonly leaves: readonly string[]
    readonly roots: readonly { readonly size: number; readonly root: string }[]
    readonly inclusion: readonly { readonly index: number; readonly proof: readonly string[] }[]
    readonly consistency: readonly { readonly size: number; readonly proof: readonly string[] }[]
  }
  readonly checkpoints: {
    readonly agency: string
    readonly logId: string
    readonly deviceName: string
    readonly deviceKey: string
    readonly witnessName: string
    readonly witnessKey: string
    readonly notes: readonly { readonly size: number; readonly root: string; readonly seconds: number; readonly note: string }[]
  }
  readonly certificates: {
    readonly root: string
    readonly agency: string
    readonly statements: readonly { readonly bytes: string; readonly fields: Readonly<Record<string, string | number>> }[]
    readonly request: string
    readonly certificateFile: string
  }
  readonly renewedCertificates: {
    readonly root: string
    readonly statements: readonly string[]
    readonly people: readonly { readonly id: string; readonly name: string; readonly role: string; readonly clearances: readonly string[]; readonly notBefore: number; readonly terms: readonly string[]; readonly revokedFromMs: number | null }[]
  }
  readonly gapExplained: {
    readonly publicKey: string
    readonly logId: string
    readonly body: Readonly<Record<string, string | number | null>>
    readonly entries: readonly { readonly bytes: string; readonly signature: string; readonly leaf: string }[]
  }
  readonly approvals: {
    readonly publicKey: string
    readonly root: string
    readonly statements: readonly string[]
    readonly begin: readonly { readonly bytes: string; readonly signature: string }[]
    readonly cases: readonly { readonly name: string; readonly problems: readonly string[]; readonly entries: readonly { readonly bytes: string; readonly signature: string }[] }[]
  }
  readonly bundle: { readonly file: string }
  readonly receipt: { readonly file: string }
}

export const readVectors = <N extends keyof Vectors>(name: N): Vectors[N] => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Vectors[N]

export const bytesOf = (hex: string): Bytes => fromHex(hex)
