// How long something is kept, as units write it: 1年, 6个月, 永久, 案件办结后2年.

import type { Period } from './calendar.ts'

/** `recorded`: counted from the day of recording; `caseClosed`: from the day the Case was closed; `withCase`: as long as its Case (article 14). */
export type RetentionTerm =
  | { readonly type: 'period'; readonly from: 'recorded' | 'caseClosed'; readonly months: number; readonly days: number }
  | { readonly type: 'permanent' }
  | { readonly type: 'withCase' }

/** Null for what is none of the known ways of writing. */
export const readRetentionTerm = (text: string): RetentionTerm | null => {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase().replace(/以上$/u, '')
  if (/^(永久(保存|存储|保管)?|长期永久|permanent(ly)?|forever)$/u.test(plain)) return { type: 'permanent' }
  if (/^(同案卷|与案卷(相)?同|随案(卷)?(保存)?|与案卷保存期限(一致|相同)|withcase)$/u.test(plain)) return { type: 'withCase' }
  const after = /^(?:案件|案卷)?(?:办结|结案|审结)(?:之日起|之后|以后|后|起)?(?:保存|满)?(.+)$/u.exec(plain) ?? /^(.+?)aftercaseclosed$/u.exec(plain)
  const period = readPeriod(after?.[1] ?? plain)
  return period && { type: 'period', from: after ? 'caseClosed' : 'recorded', ...period }
}

const part = /^(\d{1,3}|[一二两三四五六七八九十]{1,3}|半)(?:个)?(年|周年|月|周|日|天|years?|months?|weeks?|days?)(半)?/u

const readPeriod = (text: string): Period | null => {
  let [rest, months, days] = [text.replace(/^(?:不少于|至少|保存)/u, ''), 0, 0]
  while (rest !== '') {
    const found = part.exec(rest)
    const [whole, number, unit] = [found?.[0] ?? '', found?.[1] ?? '', found?.[2] ?? '']
    const count = number === '半' ? 0.5 : /^\d/.test(number) ? Number(number) : chineseNumber(number)
    if (!found || count === null) return null
    const sum = count + (found[3] ? 0.5 : 0)
    const perUnit = /年|year/u.test(unit) ? [12, 0] : /月|month/u.test(unit) ? [1, 0] : /周|week/u.test(unit) ? [0, 7] : [0, 1]
    months += sum * (perUnit[0] ?? 0)
    days += sum * (perUnit[1] ?? 0)
    rest = rest.slice(whole.length)
  }
  return Number.isInteger(months) && Number.isInteger(days) && months + days > 0 ? { months, days } : null
}

/** 一 to 九十九. */
const chineseNumber = (text: string): number | null => {
  const digit = (one: string): number => '零一二三四五六七八九'.indexOf(one.replace('两', '二'))
  const [, tens, ten, ones] = /^([二两三四五六七八九]?)(十?)([一二两三四五六七八九]?)$/u.exec(text) ?? [null, '', '', '']
  if (ten === '' && tens !== '' && ones === '') return digit(tens)
  if (ten === '') return tens === '' && ones !== '' ? digit(ones) : null
  return (tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones))
}
