// Words for what an HLS playlist says of a recording, and of what is not there.

import type { Lack } from '../../../core/catalog/listed.ts'
import { formatDuration } from '../../i18n/formats.ts'
import { makeWords } from '../../i18n/makeWords.ts'

export const listedWords = makeWords(
  {
    title: '播放列表', place: (number: number, from: string) => `第${number}号片段，在列表的${from}处`,
    cipher: (method: string) => `${method}加密，播放时在本机解开；密钥只在介质上，不写入目录和日志`, needed: '看懂它要用到，播放前一并核对',
    count: (n: number) => `列表引用它${n}次，这里放一次`,
    before: (what: string) => `在它之前，列表还有${what}`, after: (what: string) => `在它之后，列表还有${what}`,
    names: (names: readonly string[], count: number) => `${names.join('、')}${count > names.length ? `等${count}段` : ''}`,
    gap: (what: string, length: string) => `${what}（${length}）：列表注明没有这一段（EXT-X-GAP）`,
    missing: (what: string, length: string) => `${what}（${length}）：介质上没有`,
    both: (what: string, length: string, declared: number) => `${what}（${length}）：其中${declared}段列表注明没有（EXT-X-GAP），其余介质上没有`,
  },
  {
    title: 'Playlist', place: (number, from) => `Segment no. ${number}, at ${from} of the list`,
    cipher: (method) => `Encrypted with ${method}, opened on this device while playing; the key is on the drive only, never in catalogue or log`, needed: 'Needed to understand it, and checked before it plays',
    count: (n) => `The list names it ${n} times; here it plays once`,
    before: (what) => `Before it the list names ${what}`, after: (what) => `After it the list names ${what}`,
    names: (names, count) => `${names.join(', ')}${count > names.length ? ` and ${count - names.length} more` : ''}`,
    gap: (what, length) => `${what} (${length}): missing, says the list itself (EXT-X-GAP)`,
    missing: (what, length) => `${what} (${length}): not on the drive`,
    both: (what, length, declared) => `${what} (${length}): ${declared} missing as the list itself says (EXT-X-GAP), the others not on the drive`,
  },
)

/** What a playlist names at one place and nobody can show. */
export const lackText = ({ names, count, declared, lengthMs }: Lack): string => {
  const [what, length] = [listedWords('names', names, count), formatDuration(lengthMs, true)]
  if (declared === 0) return listedWords('missing', what, length)
  return declared === count ? listedWords('gap', what, length) : listedWords('both', what, length, declared)
}
