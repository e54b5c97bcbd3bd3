// What the made-up unit's people signed of recorders and sessions: enough that every part of the duty screens shows something.

import { sha256, toHex, utf8 } from '../../src/core/bytes.ts'
import { placedGaps } from '../../src/core/policy/explainedGaps.ts'
import { sessionSubject } from '../../src/core/policy/sessionNotes.ts'
import type { Session } from '../../src/core/session/session.ts'
import type { Person } from '../../src/app/app.ts'
import { nowMs } from './fakeCatalog.ts'
import type { FakeDeeds } from './fakeDeeds.ts'

const day = 86_400_000

export const fakeList = [
  '类别,事项,环节,记录开始,记录结束,存储期限',
  '日常检查,网吧检查,亮证告知,到达现场,告知完毕,一年',
  ',,现场检查,进入场所,离开场所,一年',
  ',,当事人陈述,开始陈述,陈述完毕,一年',
  ',歌舞娱乐场所检查,亮证告知,到达现场,告知完毕,一年',
  ',,现场检查,进入场所,离开场所,一年',
  '投诉举报,投诉核查,现场核查,到达现场,离开现场,二年',
  '调查取证,先行登记保存,清点物品,开始清点,清点完毕,随案卷',
  ',,送达通知书,出示文书,签收完毕,随案卷',
  '行政强制,查封场所,宣读决定,出示决定书,宣读完毕,永久',
].join('\r\n')

export const tellDuty = ({ sign }: FakeDeeds, sessions: readonly Session[], [chen, ran]: readonly Person[]): void => {
  if (!chen || !ran) return
  const officer: Person = { ...ran, roles: ['officer'] }
  const register = (serial: string, model: string, officerNumber: string): void => void sign('recorder', { serial, model, officerNumber, sinceMs: nowMs - 90 * day, words: '' }, chen, nowMs - 90 * day)
  register('DSJ3A71', 'Ambarella H22', '500114')
  register('DSJ3A72', 'Ambarella H22', '500121')
  register('HKM0091', 'DS-MCW405', '500108')
  const atMs = nowMs - 40 * day
  sign('clockReading', { serial: 'DSJ3A71', method: 'filmed', atMs, shownMs: atMs + 72_000, uncertaintyMs: 2_000, set: false, recording: null, words: '' }, chen, atMs)
  sign('preUse', { serial: 'DSJ3A71', battery: 92, freeMib: 51_200, clock: 'wrong', reading: null, words: '' }, chen, nowMs - day)
  const file = utf8(fakeList)
  sign('activityList', { file: toHex(sha256(file)), name: '音像记录清单.csv', rows: 9, words: '' }, { ...chen, roles: ['administrator'] }, nowMs - 60 * day, [file])
  sessions.forEach((session, n) => {
    const subject = sessionSubject(session)
    if (!subject || session.day === 'unset') return
    const step = (matter: string, name: string) => ({ category: '日常检查', matter, step: name })
    if (n % 5 === 0) sign('activity', { ...subject, kind: 'inspection', steps: [step('网吧检查', '亮证告知'), step('网吧检查', '现场检查')], words: '' }, officer, session.endMs + 3_600_000)
    if (n % 11 === 3) sign('noticeNote', { ...subject, reason: '当事人到场前开始记录，到场后由李红梅书面告知。' }, officer, session.endMs + 3_600_000)
    if (n === 9) sign('workFlag', { ...subject, unrelated: true, reason: '误触开机，车内空录。' }, officer, session.endMs + 3_600_000)
  })
  const gapped = sessions.filter(({ gaps }) => gaps.length > 0)
  const [gap] = gapped.at(-2) ? placedGaps(gapped.at(-2) as Session) : []
  if (gap) sign('exemption', { ground: 'secretOrPrivate', reason: '当事人出示身份证件及住址，按规定暂停记录。', basis: '《制度》第七条第一项', place: '城东街道 众泰网吧', officerNumber: '500114', fromMs: gap.startMs, toMs: gap.endMs, gap: { before: gap.before, after: gap.after } }, chen, gap.endMs + 7_200_000)
  sign('exemption', { ground: 'emergency', reason: '接报后立即出动，未及领取记录仪。', basis: '《制度》第七条第二项', place: '舟白街道', officerNumber: '500121', fromMs: nowMs - 6 * day, toMs: nowMs - 6 * day + 5_400_000, gap: null }, officer, nowMs - 5 * day)
}
