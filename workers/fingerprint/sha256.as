// The compression function of SHA-256 (FIPS 180-4, 6.2.2) in AssemblyScript: one message at a time, or four side by side in 128-bit vectors.

// Memory: constants below 32 KiB (placed by the compiler), then states and schedule, then the rooms of 1 MiB for input from 64 KiB on.
// The state of lane n is eight 32-bit words in the machine's (little-endian) order at STATE + 32 n.
const STATE: usize = 0x8000
const SCHEDULE: usize = 0x9000

// prettier-ignore
const K = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
])

@inline function bigSigma0(x: u32): u32 { return rotr<u32>(x, 2) ^ rotr<u32>(x, 13) ^ rotr<u32>(x, 22) }
@inline function bigSigma1(x: u32): u32 { return rotr<u32>(x, 6) ^ rotr<u32>(x, 11) ^ rotr<u32>(x, 25) }
@inline function smallSigma0(x: u32): u32 { return rotr<u32>(x, 7) ^ rotr<u32>(x, 18) ^ (x >> 3) }
@inline function smallSigma1(x: u32): u32 { return rotr<u32>(x, 17) ^ rotr<u32>(x, 19) ^ (x >> 10) }
/** What a round adds to d; with bigSigma0 and the majority also the new a. */
@inline function step(e: u32, f: u32, g: u32, h: u32, i: usize, n: usize): u32 {
  return h + bigSigma1(e) + (g ^ (e & (f ^ g))) + load<u32>(K + i + n) + load<u32>(SCHEDULE + i + n)
}
@inline function majority(a: u32, b: u32, c: u32): u32 { return (a & b) | (c & (a | b)) }

/** Takes `count` 64-byte blocks from `input` into the state of `lane`. */
export function compress(lane: u32, input: usize, count: u32): void {
  const state = STATE + (lane << 5)
  for (; count > 0; count--, input += 64) {
    for (let i: usize = 0; i < 64; i += 4) store<u32>(SCHEDULE + i, bswap<u32>(load<u32>(input + i)))
    for (let w = SCHEDULE; w < SCHEDULE + 192; w += 4) store<u32>(w, load<u32>(w) + smallSigma0(load<u32>(w, 4)) + load<u32>(w, 36) + smallSigma1(load<u32>(w, 56)), 64)
    let a = load<u32>(state), b = load<u32>(state, 4), c = load<u32>(state, 8), d = load<u32>(state, 12)
    let e = load<u32>(state, 16), f = load<u32>(state, 20), g = load<u32>(state, 24), h = load<u32>(state, 28)
    for (let i: usize = 0; i < 256; i += 32) {
      h = step(e, f, g, h, i, 0); d += h; h += bigSigma0(a) + majority(a, b, c)
      g = step(d, e, f, g, i, 4); c += g; g += bigSigma0(h) + majority(h, a, b)
      f = step(c, d, e, f, i, 8); b += f; f += bigSigma0(g) + majority(g, h, a)
      e = step(b, c, d, e, i, 12); a += e; e += bigSigma0(f) + majority(f, g, h)
      d = step(a, b, c, d, i, 16); h += d; d += bigSigma0(e) + majority(e, f, g)
      c = step(h, a, b, c, i, 20); g += c; c += bigSigma0(d) + majority(d, e, f)
      b = step(g, h, a, b, i, 24); f += b; b += bigSigma0(c) + majority(c, d, e)
      a = step(f, g, h, a, i, 28); e += a; a += bigSigma0(b) + majority(b, c, d)
    }
    store<u32>(state, load<u32>(state) + a); store<u32>(state, load<u32>(state, 4) + b, 4)
    store<u32>(state, load<u32>(state, 8) + c, 8); store<u32>(state, load<u32>(state, 12) + d, 12)
    store<u32>(state, load<u32>(state, 16) + e, 16); store<u32>(state, load<u32>(state, 20) + f, 20)
    store<u32>(state, load<u32>(state, 24) + g, 24); store<u32>(state, load<u32>(state, 28) + h, 28)
  }
}

@inline function add(x: v128, y: v128): v128 { return i32x4.add(x, y) }
@inline function xor(x: v128, y: v128): v128 { return v128.xor(x, y) }
@inline function turn(x: v128, n: i32): v128 { return v128.or(i32x4.shr_u(x, n), i32x4.shl(x, 32 - n)) }
@inline function bigSigma0x4(x: v128): v128 { return xor(xor(turn(x, 2), turn(x, 13)), turn(x, 22)) }
@inline function bigSigma1x4(x: v128): v128 { return xor(xor(turn(x, 6), turn(x, 11)), turn(x, 25)) }
@inline function smallSigma0x4(x: v128): v128 { return xor(xor(turn(x, 7), turn(x, 18)), i32x4.shr_u(x, 3)) }
@inline function smallSigma1x4(x: v128): v128 { return xor(xor(turn(x, 17), turn(x, 19)), i32x4.shr_u(x, 10)) }
@inline function stepx4(e: v128, f: v128, g: v128, h: v128, i: usize, n: usize): v128 {
  return add(add(add(h, add(v128.load(SCHEDULE + (i << 2) + (n << 2)), v128.load_splat<u32>(K + i + n))), xor(g, v128.and(e, xor(f, g)))), bigSigma1x4(e))
}
@inline function majorityx4(a: v128, b: v128, c: v128): v128 { return v128.or(v128.and(a, b), v128.and(c, v128.or(a, b))) }
@inline function swapped(at: usize): v128 {
  const x = v128.load(at)
  return i8x16.shuffle(x, x, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)
}

/** Takes `count` 64-byte blocks from each input into the states of lanes 0 to 3. */
export function compressFour(in0: usize, in1: usize, in2: usize, in3: usize, count: u32): void {
  let s0 = gather(0), s1 = gather(4), s2 = gather(8), s3 = gather(12), s4 = gather(16), s5 = gather(20), s6 = gather(24), s7 = gather(28)
  for (; count > 0; count--) {
    for (let i: usize = 0; i < 64; i += 16) {
      const x0 = swapped(in0 + i), x1 = swapped(in1 + i), x2 = swapped(in2 + i), x3 = swapped(in3 + i)
      const low01 = i32x4.shuffle(x0, x1, 0, 4, 1, 5), low23 = i32x4.shuffle(x2, x3, 0, 4, 1, 5)
      const high01 = i32x4.shuffle(x0, x1, 2, 6, 3, 7), high23 = i32x4.shuffle(x2, x3, 2, 6, 3, 7)
      const w = SCHEDULE + (i << 2)
      v128.store(w, i64x2.shuffle(low01, low23, 0, 2))
      v128.store(w, i64x2.shuffle(low01, low23, 1, 3), 16)
      v128.store(w, i64x2.shuffle(high01, high23, 0, 2), 32)
      v128.store(w, i64x2.shuffle(high01, high23, 1, 3), 48)
    }
    for (let w = SCHEDULE; w < SCHEDULE + 768; w += 16) {
      v128.store(w, add(add(v128.load(w), smallSigma0x4(v128.load(w, 16))), add(v128.load(w, 144), smallSigma1x4(v128.load(w, 224)))), 256)
    }
    let a = s0, b = s1, c = s2, d = s3, e = s4, f = s5, g = s6, h = s7
    for (let i: usize = 0; i < 256; i += 32) {
      h = stepx4(e, f, g, h, i, 0); d = add(d, h); h = add(add(h, bigSigma0x4(a)), majorityx4(a, b, c))
      g = stepx4(d, e, f, g, i, 4); c = add(c, g); g = add(add(g, bigSigma0x4(h)), majorityx4(h, a, b))
      f = stepx4(c, d, e, f, i, 8); b = add(b, f); f = add(add(f, bigSigma0x4(g)), majorityx4(g, h, a))
      e = stepx4(b, c, d, e, i, 12); a = add(a, e); e = add(add(e, bigSigma0x4(f)), majorityx4(f, g, h))
      d = stepx4(a, b, c, d, i, 16); h = add(h, d); d = add(add(d, bigSigma0x4(e)), majorityx4(e, f, g))
      c = stepx4(h, a, b, c, i, 20); g = add(g, c); c = add(add(c, bigSigma0x4(d)), majorityx4(d, e, f))
      b = stepx4(g, h, a, b, i, 24); f = add(f, b); b = add(add(b, bigSigma0x4(c)), majorityx4(c, d, e))
      a = stepx4(f, g, h, a, i, 28); e = add(e, a); a = add(add(a, bigSigma0x4(b)), majorityx4(b, c, d))
    }
    s0 = add(s0, a); s1 = add(s1, b); s2 = add(s2, c); s3 = add(s3, d); s4 = add(s4, e); s5 = add(s5, f); s6 = add(s6, g); s7 = add(s7, h)
    in0 += 64; in1 += 64; in2 += 64; in3 += 64
  }
  scatter(0, s0); scatter(4, s1); scatter(8, s2); scatter(12, s3); scatter(16, s4); scatter(20, s5); scatter(24, s6); scatter(28, s7)
}

/** One state word of all four lanes. */
function gather(word: usize): v128 {
  const at = STATE + word
  return i32x4.replace_lane(i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(load<i32>(at)), 1, load<i32>(at, 32)), 2, load<i32>(at, 64)), 3, load<i32>(at, 96))
}

function scatter(word: usize, x: v128): void {
  const at = STATE + word
  store<i32>(at, i32x4.extract_lane(x, 0)); store<i32>(at, i32x4.extract_lane(x, 1), 32)
  store<i32>(at, i32x4.extract_lane(x, 2), 64); store<i32>(at, i32x4.extract_lane(x, 3), 96)
}
