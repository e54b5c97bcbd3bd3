// Words of opening several Sessions on one clock.

import { makeWords } from '../../i18n/makeWords.ts'

export const togetherWords = makeWords(
  {
    together: (n: number) => `同时查阅${n}台记录仪`, alone: '查阅', askFirst: '还没有批准：打开后先申请。',
    nothingPlays: '没有能播放的内容', away: (drives: readonly string[]) => `介质未接上：${drives.join('、')}`, nowhere: '本机没有它的副本', full: '最多并看四路：打开后可以换看',
  },
  {
    together: (n) => `Watch ${n} recorders together`, alone: 'Watch', askFirst: 'Not approved yet: opening asks for approval first.',
    nothingPlays: 'nothing in it plays', away: (drives) => `drive not plugged in: ${drives.join(', ')}`, nowhere: 'no copy is known here', full: 'four at once at most: exchange it once open',
  },
)
