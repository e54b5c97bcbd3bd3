// How long something is kept, in words: 自记录之日起1年, 永久, 与案卷相同.

import type { RetentionTerm } from '../../core/policy/retentionTerm.ts'
import { makeWords } from './makeWords.ts'

const t = makeWords(
  {
    permanent: '永久', withCase: '与案卷相同', recorded: (span: string) => `自记录之日起${span}`, caseClosed: (span: string) => `案件办结后${span}`, years: (n: number) => `${n}年`, months: (n: number) => `${n}个月`, days: (n: number) => `${n}天`, unreadable: '读不懂的期限',
  },
  {
    permanent: 'for ever', withCase: 'as long as its case', recorded: (span) => `${span} from recording`, caseClosed: (span) => `${span} from closing the case`, years: (n) => `${n} ${n === 1 ? 'year' : 'years'}`, months: (n) => `${n} ${n === 1 ? 'month' : 'months'}`, days: (n) => `${n} ${n === 1 ? 'day' : 'days'}`, unreadable: 'unreadable term',
  },
)

/** null is a text that nobody could read. */
export const termText = (term: RetentionTerm | null): string => {
  if (!term) return t('unreadable')
  if (term.type !== 'period') return t(term.type)
  const [years, months] = [Math.floor(term.months / 12), term.months % 12]
  const span = [years > 0 ? t('years', years) : '', months > 0 ? t('months', months) : '', term.days > 0 ? t('days', term.days) : ''].filter((part) => part !== '').join(' ')
  return t(term.from, span)
}
