// Works a model out: plain loops over numbers in rows, columns, channels; one picture at a time.

import type { Model, Operator, Tensor } from './readModel.ts'

interface Held {
  readonly shape: readonly number[]
  readonly numbers: Float32Array
}

export interface Network {
  readonly inputShape: readonly number[]
  /** The numbers of each output, in the model's order; good until the next call. */
  run(input: Float32Array): readonly Float32Array[]
}

const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1)
const dims = ({ shape }: { readonly shape: readonly number[] }): readonly [number, number, number] => [shape[1] ?? 1, shape[2] ?? 1, shape[3] ?? 1]
/** Rows before the first, where the padding is "same". */
const before = (input: number, output: number, window: number, stride: number, same: boolean): number => (same ? Math.max(0, (output - 1) * stride + window - input) >> 1 : 0)

/** Adds what one place of the source gives to one place of the target: where they begin, and which part of the window that is. */
type AddPlace = (at: number, out: number, part: number) => void

/** Every place of the target begins with the bias and meets every place of its window that lies in the source. */
const eachPlace = (from: Held, weights: Held, bias: Float32Array, to: Held, { stride, same }: Operator, add: AddPlace): void => {
  const [height, width, depth] = dims(from)
  const [outHeight, outWidth, outDepth] = dims(to)
  const [windowHeight, windowWidth] = dims(weights)
  const [padY, padX] = [before(height, outHeight, windowHeight, stride, same), before(width, outWidth, windowWidth, stride, same)]
  for (let y = 0; y < outHeight; y += 1) {
    for (let x = 0; x < outWidth; x += 1) {
      const out = (y * outWidth + x) * outDepth
      for (let channel = 0; channel < outDepth; channel += 1) to.numbers[out + channel] = bias[channel]!
      for (let ky = 0; ky < windowHeight; ky += 1) {
        const row = y * stride + ky - padY
        if (row < 0 || row >= height) continue
        for (let kx = 0; kx < windowWidth; kx += 1) {
          const column = x * stride + kx - padX
          if (column >= 0 && column < width) add((row * width + column) * depth, out, (ky * windowWidth + kx) * depth)
        }
      }
    }
  }
}

const conv = (from: Held, weights: Held, bias: Float32Array, to: Held, operator: Operator): void => {
  const [depth, outDepth] = [dims(from)[2], dims(to)[2]]
  const [windowHeight, windowWidth] = dims(weights)
  const [source, kernel, target] = [from.numbers, weights.numbers, to.numbers]
  const window = windowHeight * windowWidth * depth
  eachPlace(from, weights, bias, to, operator, (at, out, part) => {
    let channel = 0
    // Four at a time read each number once.
    for (; channel + 4 <= outDepth; channel += 4) {
      const one = channel * window + part
      const [two, three, four] = [one + window, one + 2 * window, one + 3 * window]
      let [a, b, c, e] = [0, 0, 0, 0]
      for (let d = 0; d < depth; d += 1) {
        const value = source[at + d]!
        a += value * kernel[one + d]!
        b += value * kernel[two + d]!
        c += value * kernel[three + d]!
        e += value * kernel[four + d]!
      }
      target[out + channel]! += a
      target[out + channel + 1]! += b
      target[out + channel + 2]! += c
      target[out + channel + 3]! += e
    }
    for (; channel < outDepth; channel += 1) {
      const line = channel * window + part
      let sum = 0
      for (let d = 0; d < depth; d += 1) sum += source[at + d]! * kernel[line + d]!
      target[out + channel]! += sum
    }
  })
}

const depthwise = (from: Held, weights: Held, bias: Float32Array, to: Held, operator: Operator): void => {
  const depth = dims(from)[2]
  const [source, kernel, target] = [from.numbers, weights.numbers, to.numbers]
  eachPlace(from, weights, bias, to, operator, (at, out, part) => {
    for (let channel = 0; channel < depth; channel += 1) target[out + channel]! += source[at + channel]! * kernel[part + channel]!
  })
}

/** Two by two, as the detector has them. */
const maxPool = (from: Held, to: Held): void => {
  const [, width, depth] = dims(from)
  const [outHeight, outWidth] = dims(to)
  const source = from.numbers
  for (let y = 0; y < outHeight; y += 1) {
    for (let x = 0; x < outWidth; x += 1) {
      const at = (2 * y * width + 2 * x) * depth
      for (let channel = 0; channel < depth; channel += 1) {
        const [a, b] = [at + channel, at + width * depth + channel]
        to.numbers[(y * outWidth + x) * depth + channel] = Math.max(source[a]!, source[a + depth]!, source[b]!, source[b + depth]!)
      }
    }
  }
}

/** Twice the size, between the centres of pixels. */
const resize = (from: Held, to: Held): void => {
  const [height, width, depth] = dims(from)
  const [outHeight, outWidth] = dims(to)
  const place = (at: number, out: number, length: number): readonly [number, number, number] => {
    const middle = Math.max(0, ((at + 0.5) * length) / out - 0.5)
    const low = Math.min(length - 1, Math.floor(middle))
    return [low, Math.min(length - 1, low + 1), middle - low]
  }
  for (let y = 0; y < outHeight; y += 1) {
    const [top, bottom, down] = place(y, outHeight, height)
    for (let x = 0; x < outWidth; x += 1) {
      const [left, right, across] = place(x, outWidth, width)
      for (let channel = 0; channel < depth; channel += 1) {
        const at = (row: number, column: number): number => from.numbers[(row * width + column) * depth + channel]!
        const [upper, lower] = [at(top, left) * (1 - across) + at(top, right) * across, at(bottom, left) * (1 - across) + at(bottom, right) * across]
        to.numbers[(y * outWidth + x) * depth + channel] = upper * (1 - down) + lower * down
      }
    }
  }
}

/** More channels, all zero. */
const pad = (from: Held, to: Held): void => {
  const [[, , depth], [, , outDepth]] = [dims(from), dims(to)]
  to.numbers.fill(0)
  for (let at = 0, out = 0; at < from.numbers.length; at += depth, out += outDepth) to.numbers.set(from.numbers.subarray(at, at + depth), out)
}

export const makeNetwork = ({ tensors, operators, input, outputs }: Model): Network => {
  const held: Held[] = tensors.map(({ shape, numbers }: Tensor): Held => ({ shape, numbers: numbers ?? new Float32Array(size(shape)) }))
  const of = (index: number | undefined): Held => {
    const found = held[index ?? -1]
    if (!found) throw new Error('a tensor that is not there')
    return found
  }
  // Weights are unpacked once.
  for (const { kind, inputs, output } of operators) if (kind === 'dequantize') held[output] = { shape: of(output).shape, numbers: of(inputs[0]).numbers }
  const work = operators.filter(({ kind }) => kind !== 'dequantize')

  const step = (operator: Operator): void => {
    const [a, b, c] = operator.inputs
    const [from, to] = [of(a), of(operator.output)]
    switch (operator.kind) {
      case 'conv':
        return conv(from, of(b), of(c).numbers, to, operator)
      case 'depthwise':
        return depthwise(from, of(b), of(c).numbers, to, operator)
      case 'maxPool':
        return maxPool(from, to)
      case 'resize':
        return resize(from, to)
      case 'pad':
        return pad(from, to)
      case 'add': {
        const other = of(b).numbers
        for (let at = 0; at < to.numbers.length; at += 1) to.numbers[at] = from.numbers[at]! + other[at]!
        return
      }
      case 'relu':
        for (let at = 0; at < to.numbers.length; at += 1) to.numbers[at] = Math.max(0, from.numbers[at]!)
        return
      default:
        to.numbers.set(from.numbers)
    }
  }
  return {
    inputShape: of(input).shape,
    run: (numbers) => {
      of(input).numbers.set(numbers)
      for (const operator of work) step(operator)
      return outputs.map((index) => of(index).numbers)
    },
  }
}
