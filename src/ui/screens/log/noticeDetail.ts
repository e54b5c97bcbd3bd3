// The detail of a notice in the reader's words: the verifier gives ids, milliseconds and English.

import type { LogNotice } from '../../../core/log/problems.ts'
import { formatCount, formatTime, formatWait } from '../../i18n/formats.ts'
import { makeWords } from '../../i18n/makeWords.ts'

const t = makeWords(
  { notReported: '本日志里没有补报', notAnswered: '已补报，本日志里没有答复', approved: '已补批', refused: '补报未获批准', clock: (said: string, ran: string) => `时钟走了${said}，实际过了${ran}`, after: (n: string) => `${n}条`, begins: (time: string) => `证书自${time}起` },
  { notReported: 'not reported in this log', notAnswered: 'reported; no answer in this log', approved: 'approved afterwards', refused: 'refused afterwards', clock: (said, ran) => `${said} on the clock, ${ran} passed`, after: (n) => `${n} of them`, begins: (time) => `certificate from ${time}` },
)

export const noticeDetail = ({ type, detail }: LogNotice): string => {
  const numbers = (detail.match(/\d+/g) ?? []).map(Number)
  const [first = 0, second = 0] = numbers
  switch (type) {
    case 'urgentViewing':
      return t(detail.endsWith('not reported') ? 'notReported' : detail.endsWith('not answered') ? 'notAnswered' : detail.includes(': approval by ') ? 'approved' : 'refused')
    case 'clockForward':
      return t('clock', formatWait(first / 1000), formatWait(second / 1000))
    case 'noCheckpoint':
      return t('after', formatCount(first))
    case 'beforeEnrolment':
      return t('begins', formatTime(first))
    case 'viewingUnfinished':
    case 'viewingUnapproved':
      return detail.slice(0, 8)
    default:
      return detail
  }
}
