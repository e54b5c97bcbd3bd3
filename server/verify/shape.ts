// Reading fields out of decoded values: each gives the value of that type, or undefined.

import type { Value } from './readCbor.ts'

export const asText = (value: Value | undefined): string | undefined => (typeof value === 'string' ? value : undefined)
export const asCount = (value: Value | undefined): number | undefined => (typeof value === 'number' && value >= 0 ? value : undefined)
export const asBytes = (value: Value | undefined, length?: number): Uint8Array | undefined => (value instanceof Uint8Array && (length === undefined || value.length === length) ? value : undefined)
export const asList = (value: Value | undefined): readonly Value[] | undefined => (Array.isArray(value) ? value : undefined)
export const asMap = (value: Value | undefined): ReadonlyMap<string, Value> | undefined => (value instanceof Map ? value : undefined)
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
