// Reads the parts of a TensorFlow Lite model that a small face detector is made of (schema v3, FlatBuffers).

/** A constant, or null where it is worked out. */
export interface Tensor {
  readonly shape: readonly number[]
  readonly numbers: Float32Array | null
  /** Whole numbers: paddings, sizes. */
  readonly whole: Int32Array | null
}

export interface Operator {
  readonly kind: 'add' | 'conv' | 'depthwise' | 'dequantize' | 'maxPool' | 'pad' | 'relu' | 'resize' | 'reshape'
  readonly inputs: readonly number[]
  readonly output: number
  /** Convolutions and pools. */
  readonly same: boolean
  readonly stride: number
}

export interface Model {
  readonly tensors: readonly Tensor[]
  readonly operators: readonly Operator[]
  readonly input: number
  readonly outputs: readonly number[]
}

/** BuiltinOperator of schema.fbs. */
const kinds: Readonly<Record<number, Operator['kind']>> = { 0: 'add', 3: 'conv', 4: 'depthwise', 6: 'dequantize', 17: 'maxPool', 19: 'relu', 22: 'reshape', 23: 'resize', 34: 'pad' }
const [FLOAT32, FLOAT16, INT32] = [0, 1, 2]

/** IEEE 754, 16 bits. */
export const halfToNumber = (half: number): number => {
  const [sign, exponent, fraction] = [half & 0x8000 ? -1 : 1, (half >> 10) & 31, half & 1023]
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15))
}

/** Throws on anything a face detector is not made of: the file is part of this program. */
export const readModel = (bytes: Uint8Array): Model => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const u32 = (at: number): number => view.getUint32(at, true)
  const i32 = (at: number): number => view.getInt32(at, true)
  /** Place of a table's field; 0 where it has its default. */
  const field = (table: number, index: number): number => {
    const vtable = table - i32(table)
    const at = 4 + 2 * index
    const offset = at < view.getUint16(vtable, true) ? view.getUint16(vtable + at, true) : 0
    return offset === 0 ? 0 : table + offset
  }
  const follow = (at: number): number => at + u32(at)
  const vector = (table: number, index: number): { readonly at: number; readonly length: number } => {
    const place = field(table, index)
    return place === 0 ? { at: 0, length: 0 } : { at: follow(place) + 4, length: u32(follow(place)) }
  }
  const tables = (table: number, index: number): readonly number[] => {
    const { at, length } = vector(table, index)
    return Array.from({ length }, (_, n) => follow(at + 4 * n))
  }
  const wholes = (table: number, index: number): readonly number[] => {
    const { at, length } = vector(table, index)
    return Array.from({ length }, (_, n) => i32(at + 4 * n))
  }
  const small = (table: number, index: number): number => (field(table, index) === 0 ? 0 : view.getInt8(field(table, index)))
  const number = (table: number, index: number): number => (field(table, index) === 0 ? 0 : i32(field(table, index)))

  const root = follow(0)
  const codes = tables(root, 1).map((code) => Math.max(small(code, 0), number(code, 3)))
  const buffers = tables(root, 4)
  const [graph] = tables(root, 2)
  if (graph === undefined) throw new Error('a model without graph')
  const tensors = tables(graph, 0).map((tensor): Tensor => {
    const kind = small(tensor, 1)
    const { at, length } = vector(buffers[number(tensor, 2)] ?? 0, 0)
    if (length > 0 && kind !== FLOAT32 && kind !== FLOAT16 && kind !== INT32) throw new Error(`numbers of kind ${kind}`)
    return {
      shape: wholes(tensor, 0),
      numbers: length === 0 || kind === INT32 ? null : Float32Array.from({ length: length / (kind === FLOAT16 ? 2 : 4) }, (_, n) => (kind === FLOAT16 ? halfToNumber(view.getUint16(at + 2 * n, true)) : view.getFloat32(at + 4 * n, true))),
      whole: length > 0 && kind === INT32 ? Int32Array.from({ length: length / 4 }, (_, n) => i32(at + 4 * n)) : null,
    }
  })
  const operators = tables(graph, 3).map((operator): Operator => {
    const kind = kinds[codes[number(operator, 0)] ?? -1]
    if (!kind) throw new Error(`operator ${codes[number(operator, 0)]}`)
    const options = field(operator, 4) === 0 ? null : follow(field(operator, 4))
    const isWindow = kind === 'conv' || kind === 'depthwise' || kind === 'maxPool'
    if (options !== null && isWindow && number(options, 1) !== number(options, 2)) throw new Error('strides differ')
    return { kind, inputs: wholes(operator, 1), output: wholes(operator, 2)[0] ?? -1, same: options !== null && isWindow && small(options, 0) === 0, stride: options !== null && isWindow ? number(options, 1) : 1 }
  })
  return { tensors, operators, input: wholes(graph, 1)[0] ?? -1, outputs: wholes(graph, 2) }
}
