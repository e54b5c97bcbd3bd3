// UTF-8 without TextDecoder, which is not part of the language: tags are short.

/** Broken sequences become U+FFFD. */
export const utf8 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0
    const more = first < 0x80 ? 0 : first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 && first < 0xe0 ? 1 : -1
    const tail = bytes.subarray(at + 1, at + 1 + Math.max(0, more))
    const whole = more >= 0 && first < 0xf5 && tail.length === more && tail.every((byte) => (byte & 0xc0) === 0x80)
    const code = whole ? tail.reduce((value, byte) => (value << 6) | (byte & 63), more === 0 ? first : first & (0x3f >> more)) : 0xfffd
    text += String.fromCodePoint(code <= 0x10ffff ? code : 0xfffd)
    at += whole ? 1 + more : 1
  }
  return text
}
