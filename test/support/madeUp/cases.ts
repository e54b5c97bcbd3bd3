// The cases of a made-up unit: opened, recordings attached as evidence, most of them closed again.

import { dayMs, hourMs } from './footage.ts'
import type { Telling } from './makeUnit.ts'
import { recordingIds } from './duty.ts'

export const caseNumberOf = (n: number): string => `文执〔2026〕${String(n + 1).padStart(3, '0')}号`

export const tellCases = ({ visits, world, dice, carrier, squad, plan, untilMs }: Telling): void => {
  const chosen = visits.filter(({ endMs, planted }, n) => n % 61 === 7 && !planted && endMs < untilMs - dayMs)
  chosen.forEach((visit, n) => {
    const caseNumber = caseNumberOf(n)
    const officer = carrier(visit.recorder)
    world.at(visit.endMs + 3 * hourMs, squad(visit.recorder), officer, async (desk) => {
      await desk.deed('case', { caseNumber, title: `${dice.pick(plan.places)}${dice.pick(['未按规定核对身份证案', '擅自变更经营场所案', '未悬挂许可证案', '提供含有禁止内容的出版物案'])}`, kind: '一般程序', openedMs: visit.startMs, term: null }, officer)
      await desk.deed('caseLink', { caseNumber, session: null, recordings: [...recordingIds(visit)], range: null, words: '现场检查' }, officer)
    })
    const closedMs = visit.endMs + dice.between(20, 45) * dayMs
    if (closedMs > untilMs - dayMs || dice.chance(0.2)) return
    world.at(closedMs, squad(visit.recorder), officer, async (desk) => void (await desk.deed('caseClosing', { caseNumber, closedMs: desk.now(), term: '3年', words: '处罚决定已执行。' }, officer)))
  })
}
