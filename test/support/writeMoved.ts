// Writes MPEG-2 pictures that ffmpeg's encoder cannot (single fields, their halves, two fields by one vector): each macroblock moved by chance, nothing added.

export interface MovedPicture {
  readonly type: 'P' | 'B'
  /** 1: the upper field, 2: the lower one, 3: a whole picture. */
  readonly structure: 1 | 2 | 3
  readonly topFirst: boolean
  /** Codes of the kinds of motion that are taken (ISO/IEC 13818-2 tables 6-17 and 6-18). */
  readonly motions: readonly number[]
}

/** Amounts of a vector's difference, 0 to 4 (table B-10), and of steps between macroblocks, 1 to 3 (table B-1). */
const amounts = ['1', '01', '001', '0001', '000011'] as const
const steps = ['1', '011', '010'] as const
/** A macroblock of grey, behind which vectors begin anew. */
const GREY = `00011${'10010'.repeat(4)}${'0010'.repeat(2)}`
const DUAL = 3
/** Without a residual: vectors reach eight pixels. */
const REACHES = { P: '0001000111111111', B: '0001000100010001' } as const

const bytesOf = (bits: string): readonly number[] => (bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))
const number = (value: number, count: number): string => value.toString(2).padStart(count, '0')
const unit = (code: number, bits: string): readonly number[] => [0, 0, 1, code, ...bytesOf(bits)]

/** `across`, `down`: of macroblocks; a field has half as many down. Vectors never point outside: there decoders differ. */
export const writeMoved = ({ type, structure, topFirst, motions }: MovedPicture, across: number, down: number, chance: () => number): Uint8Array => {
  const isFrame = structure === 3
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!
  const motionBits = (still: boolean): string => {
    const amount = still ? 0 : Math.floor(chance() * amounts.length)
    return `${amounts[amount]}${amount > 0 ? oneOf(['0', '1']) : ''}`
  }
  const row = (at: number): string => {
    let [bits, left] = ['010000', 0]
    for (let column = 0; column < across - 1; column++) {
      const still = column === 0 || at === 0 || at === down - 1
      if (column > 0 && left < 2 && chance() < 0.2) {
        left++
        continue
      }
      bits += steps[left]!
      left = 0
      const [forwards, backwards] = type === 'P' ? [true, false] : oneOf([[true, false], [false, true], [true, true]])
      bits += type === 'P' ? '001' : forwards && backwards ? '10' : forwards ? '0010' : '010'
      const near = still || at < 2 || at > down - 3
      const motion = oneOf(near ? motions.filter((one) => one !== DUAL) : motions)
      bits += number(motion, 2)
      const two = motion === (isFrame ? 1 : 2)
      for (const goes of [forwards, backwards])
        for (let nth = 0; goes && nth < (two ? 2 : 1); nth++) {
          if (two || (!isFrame && motion === 1)) bits += oneOf(['0', '1'])
          for (let axis = 0; axis < 2; axis++) bits += `${motionBits(still)}${motion === DUAL ? oneOf(['0', '10', '11']) : ''}`
        }
    }
    return `${bits}${steps[left]}${isFrame ? `${GREY.slice(0, 5)}0${GREY.slice(5)}` : GREY}`
  }
  return Uint8Array.from([
    ...unit(0x00, `${number(0, 10)}${type === 'P' ? '010' : '011'}${number(0xffff, 16)}${type === 'P' ? '0111' : '01110111'}0`),
    ...unit(0xb5, `1000${REACHES[type]}00${number(structure, 2)}${isFrame && topFirst ? 1 : 0}000000000`),
    ...Array.from({ length: down }, (_, at) => unit(at + 1, row(at))).flat(),
  ])
}
