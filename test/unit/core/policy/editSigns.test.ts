// Signs of editing: each kind planted once, and beside it the innocent look-alike that must not fire.

import { describe, expect, test } from 'vitest'
import type { Recording, TimeCandidate } from '../../../../src/core/catalog/recording.ts'
import { recordingId } from '../../../../src/core/ids.ts'
import { defaultProfile } from '../../../../src/core/policy/defaultProfile.ts'
import { editSigns } from '../../../../src/core/policy/editSigns.ts'

const begin = Date.parse('2026-03-26T09:30:00+08:00')
const minute = 60_000
const hour = 60 * minute
const lengthMs = 5 * minute

const time = (source: TimeCandidate['source'], ms: number, zone: TimeCandidate['zone'] = source === 'name' ? 'local' : 'utc'): TimeCandidate => ({ source, ms, zone, plausible: true })
const recording = (at: number, change: Partial<Recording> = {}): Recording => ({
  id: recordingId(`r${at}`), kind: 'video', container: 'mp4', durationMs: lengthMs, video: { codec: 'avc1.640028', width: 1920, height: 1080, rotation: 0, fps: 30 }, audio: { codec: 'mp4a.40.2', sampleRate: 48_000, channels: 1 },
  times: [time('name', begin + at * lengthMs), time('container', begin + at * lengthMs + 1_000), time('fileSystem', begin + at * lengthMs)], place: null, device: 'Ambarella H22', playMode: 'timeline', damage: null, size: 1, xxh128: '',
  startMs: begin + at * lengthMs, timeSource: 'name', recorder: 'DSJ3A71', officer: '500114', sequence: at + 1, channel: null, grammar: 'gat947', indexedMs: begin, ...change,
})
/** `pauses`: minutes of gap before the Recording at that place. */
const signsOf = (recordings: readonly Recording[], pauses: Readonly<Record<number, number>> = {}, offsetMs = 0) => {
  let at = begin
  const parts = recordings.map(({ id, kind }, n) => {
    at += (pauses[n] ?? 0) * minute
    const startMs = at
    if (kind !== 'photo') at += lengthMs
    return { recordingId: id, startMs, endMs: at }
  })
  return editSigns({ parts }, recordings, defaultProfile.profile, offsetMs)
}
const typesOf = (...given: Parameters<typeof signsOf>): readonly string[] => signsOf(...given).map(({ type }) => type)
const three = (change: Partial<Recording>): readonly Recording[] => [recording(0), recording(1, change), recording(2)]
const timed = (...times: readonly TimeCandidate[]): readonly Recording[] => [recording(0, { times })]

test('what a recorder writes by itself shows none', () => {
  expect(signsOf([recording(0), recording(1), recording(2)])).toEqual([])
})

describe('another encoder', () => {
  test.each([
    ['video', { video: { codec: 'avc1.64001f', width: 1280, height: 720, rotation: 0, fps: 30 } }, 'avc1.640028 1920×1080', 'avc1.64001f 1280×720'],
    ['audio', { audio: null }, 'mp4a.40.2 48000 Hz', ''],
    ['device', { device: 'Ambarella A12' }, 'Ambarella H22', 'Ambarella A12'],
    ['container', { container: 'mov' }, 'mp4', 'mov'],
  ] as const)('in one file of a session: %s', (field, change, was, is) => {
    const signs = signsOf(three(change as Partial<Recording>))
    expect(signs).toMatchObject([{ type: 'encoderChanged', field, was, is, other: 'r0', recording: 'r1' }, { type: 'encoderChanged', field, was: is, is: was, other: 'r1', recording: 'r2' }])
  })
  test('not where a photo or a sound file lies between films, nor in a damaged file', () => {
    expect(typesOf(three({ kind: 'photo', container: 'jpeg', audio: null, device: 'Camera', times: [] }))).toEqual([])
    expect(typesOf(three({ kind: 'audio', container: 'wav', video: null, times: [] }))).toEqual([])
    expect(typesOf(three({ damage: { type: 'DamagedMedia', detail: 'cut' }, video: null, audio: null, device: null }))).toEqual([])
  })
})

describe('times of one file that disagree', () => {
  test('name and container, with both', () => {
    expect(signsOf(timed(time('name', begin), time('container', begin + 37 * minute)))).toEqual([{ type: 'timesDisagree', recording: 'r0', sources: ['name', 'container'], was: begin, is: begin + 37 * minute }])
  })
  test('a file that was written before it was recorded', () => {
    expect(signsOf(timed(time('name', begin), time('fileSystem', begin - 3 * hour - 20 * minute)))).toMatchObject([{ type: 'timesDisagree', sources: ['name', 'fileSystem'] }])
  })
  test.each<[string, readonly TimeCandidate[]]>([
    ['within the profile’s tolerance', [time('name', begin), time('container', begin + 110_000)]],
    ['another zone: whole hours', [time('name', begin), time('container', begin + 8 * hour + 1_000)]],
    ['the container’s time is that of closing the file', [time('name', begin), time('container', begin + lengthMs)]],
    ['both', [time('name', begin), time('container', begin + lengthMs - 8 * hour)]],
    ['copied again later', [time('name', begin), time('fileSystem', begin + 90 * 24 * hour + 12_345)]],
    ['FAT keeps every other second', [time('name', begin), time('fileSystem', begin - 121_000)]],
    ['FAT keeps local time', [time('name', begin), time('fileSystem', begin - 8 * hour)]],
    ['a clock that was never set', [time('name', begin), { ...time('container', Date.UTC(1904, 0, 1)), plausible: false }]],
    ['GPS tells of the clock', [time('name', begin), time('gps', begin + 37 * minute)]],
    ['nothing to compare', [time('fileSystem', begin)]],
  ])('not: %s', (_, times) => {
    expect(typesOf(timed(...times))).toEqual([])
  })
  test('a day that firmware writes into every file is no clock', () => {
    const built = time('container', Date.UTC(2014, 10, 14, 7, 34, 24))
    const files = [0, 1].map((at) => recording(at, { times: [time('name', begin + at * lengthMs), built] }))
    expect(typesOf(files)).toEqual([])
    expect(typesOf([files[0]!, recording(1)])).toEqual(['timesDisagree'])
  })
  test('whole hours are no excuse where both say their zone', () => {
    expect(typesOf(timed(time('container', begin, 'offset'), time('exif', begin + 2 * hour, 'offset')))).toEqual(['timesDisagree'])
  })
  test('a recorder known to be a day ahead was copied by a computer that is right', () => {
    const copied = timed(time('name', begin), time('fileSystem', begin - 20 * hour - 30 * minute))
    expect(typesOf(copied)).toEqual(['timesDisagree'])
    expect(typesOf(copied, {}, 24 * hour)).toEqual([])
  })
})

describe('sequence numbers', () => {
  const numbered = (...numbers: readonly number[]): readonly Recording[] => numbers.map((sequence, at) => recording(at, { sequence }))
  test('a number that is missing, gone back or used twice, with both', () => {
    expect(signsOf(numbered(4, 5, 8))).toEqual([{ type: 'sequenceMissing', recording: 'r2', other: 'r1', was: 5, is: 8 }])
    expect(signsOf(numbered(4, 7, 5, 6))).toMatchObject([{ type: 'sequenceBack', was: 7, is: 5 }])
    expect(signsOf(numbered(4, 4, 5))).toMatchObject([{ type: 'sequenceTwice', was: 4, is: 4 }])
  })
  test('one taken out and put in again elsewhere', () => {
    expect(typesOf(numbered(1, 3, 2))).toEqual(['sequenceBack'])
  })
  test.each<[string, readonly Recording[], Readonly<Record<number, number>>]>([
    ['the counter rolls over', numbered(9_998, 9_999, 1, 2), {}],
    ['the counter rolls over to nought', numbered(65_535, 0), {}],
    ['begins again after a pause', numbered(7, 8, 1, 2), { 2: 12 }],
    ['always the same number counts nothing', numbered(1, 1, 1), {}],
    ['no numbers', [recording(0, { sequence: null }), recording(1, { sequence: null })], {}],
    ['photos have the numbers between', [recording(0, { sequence: 1 }), recording(1, { sequence: 2, kind: 'photo', times: [] }), recording(2, { sequence: 3 })], {}],
  ])('not: %s', (_, recordings, pauses) => {
    expect(typesOf(recordings, pauses)).toEqual([])
  })
  test('beginning again without a pause is a sign', () => {
    expect(typesOf(numbered(7, 8, 1, 2))).toEqual(['sequenceBack'])
  })
})

test('film that an edit list hides, with both lengths', () => {
  expect(signsOf([recording(0, { hiddenMs: 40_000 })])).toEqual([{ type: 'editList', recording: 'r0', was: lengthMs + 40_000, is: lengthMs }])
})

describe('software', () => {
  test.each([['Lavf60.16.100', 'Lavf'], ['HandBrake 1.7', 'HandBrake'], ['剪映专业版', '剪映'], ['adobe premiere pro', 'Adobe']])('%s', (device, word) => {
    expect(signsOf([recording(0, { device })])).toEqual([{ type: 'software', recording: 'r0', word, is: device }])
  })
  test('not a maker’s name, not none', () => {
    expect(typesOf([recording(0, { device: 'HIKVISION DS-MCW405' })])).toEqual([])
    expect(typesOf([recording(0, { device: null })])).toEqual([])
  })
  test('the words are the profile’s', () => {
    expect(editSigns({ parts: [] }, [], defaultProfile.profile)).toEqual([])
    const own = { editSigns: { toleranceSeconds: 120, software: ['Ambarella'] } }
    expect(editSigns({ parts: [{ recordingId: recordingId('r0'), startMs: begin, endMs: begin + lengthMs }] }, [recording(0)], own)).toMatchObject([{ type: 'software', word: 'Ambarella' }])
  })
})
