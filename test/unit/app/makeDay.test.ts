// The time as screens show it, and what left this device: plain folds of their sources.

import { expect, test } from 'vitest'
import { elsewhere } from '../../../src/app/elsewhere.ts'
import { makeDay } from '../../../src/app/makeDay.ts'
import { logId } from '../../../src/core/ids.ts'
import { makeLive } from '../../../src/core/live.ts'
import type { StoredCheckpoint } from '../../../src/core/ports.ts'

test('the day is that of the zone, and told only when it is another', () => {
  let ms = Date.parse('2026-03-26T15:59:50Z')
  let tick = (): void => undefined
  const { now, today } = makeDay({ clock: { now: () => ms }, zone: () => 'Asia/Shanghai', every: (_ms, run) => (tick = run) })
  const days: string[] = []
  const moments: number[] = []
  today.subscribe((day) => days.push(day))
  now.subscribe((moment) => moments.push(moment))
  tick()
  ms += 15_000
  tick()
  expect(days).toEqual(['2026-03-26', '2026-03-27'])
  expect(moments).toHaveLength(3)
})

test('witnesses are counted once each, of the log of this device alone', () => {
  const [own, other] = ['a', 'b'].map((letter) => logId(letter.repeat(64)))
  const head = (of: typeof own, ...witnesses: readonly string[]) => ({ logId: of, witnesses }) as unknown as StoredCheckpoint
  let said = 0
  elsewhere(makeLive<ReadonlySet<string>>(new Set()), makeLive([head(own, 'server', 'auditor'), head(own, 'server'), head(other, 'stranger')]), () => own ?? null).subscribe(({ witnesses }) => (said = witnesses))
  expect(said).toBe(2)
})
