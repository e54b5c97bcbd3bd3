// Lives made of Lives: each says something once everything it is made of is known, and once for all that changed together.

import { expect, test } from 'vitest'
import { combineLive, makeLive, setTogether } from '../../../src/core/live.ts'

const chain = () => {
  const [a, b] = [makeLive(1), makeLive(10)]
  const sum = combineLive<[number, number], number>([a, b], (x, y) => x + y)
  const product = combineLive<[number, number], number>([a, b], (x, y) => x * y)
  const said: string[] = []
  const both = combineLive<[number, number, number], string>([a, sum, product], (...all) => all.join(' '))
  return { a, b, both, said, stop: both.subscribe((text) => said.push(text)) }
}

test('without anything special every change is told at once', () => {
  const { a, said } = chain()
  a.set(2)
  expect(said[0]).toBe('1 11 10')
  expect(said.at(-1)).toBe('2 12 20')
  expect(said.length).toBeGreaterThan(2)
})

test('what is set together is told once, when all of it is known', () => {
  const { a, b, said } = chain()
  setTogether(() => {
    a.set(2)
    b.set(20)
    expect(said).toHaveLength(1)
  })
  expect(said.slice(1)).toEqual(['2 22 40'])
  b.set(30)
  expect(said.at(-1)).toBe('2 32 60')
})

test('whoever begins to listen meanwhile gets an answer at once, whoever left gets none', () => {
  const { a, both, said, stop } = chain()
  const late: string[] = []
  setTogether(() => {
    a.set(3)
    stop()
    both.subscribe((text) => late.push(text))
    expect(late).toEqual(['3 13 30'])
  })
  expect(said).toHaveLength(1)
  expect(late.at(-1)).toBe('3 13 30')
})
