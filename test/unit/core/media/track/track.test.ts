// Where a recorder was: what real cameras and their sidecars say, and what hostile ones cannot do.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readGpmf } from '../../../../../src/core/media/track/gpmf.ts'
import { readTelemetry } from '../../../../../src/core/media/track/readTelemetry.ts'
import { isSidecarPath, readDjiSrt, readGpsTrail, readGpx, readNmea, readSidecar } from '../../../../../src/core/media/track/sidecars.ts'
import { plotTrack } from '../../../../../src/core/media/track/plotTrack.ts'
import { pointsWithin, type ReadPoint } from '../../../../../src/core/media/track/track.ts'
import { seededRandom } from '../../../../support/seededRandom.ts'
import { sharedData } from '../../../../support/sharedData.ts'

const gpx = `<?xml version="1.0"?><gpx><trk><trkseg>
<trkpt lat="29.53" lon="108.77"><ele>500</ele><time>2026-03-26T01:36:21Z</time></trkpt>
<trkpt lon='108.78' lat='29.54'><time>2026-03-26T09:36:31+08:00</time></trkpt>
<trkpt lat="91" lon="0"><time>2026-03-26T01:36:41Z</time></trkpt>
<trkpt lat="29.55" lon="108.79"></trkpt></trkseg></trk></gpx>`

test('GPX: points with a place and a time, in any order of attributes', () => {
  expect(readGpx(gpx)).toEqual([
    { lat: 29.53, lon: 108.77, time: { kind: 'epoch', ms: Date.UTC(2026, 2, 26, 1, 36, 21) } },
    { lat: 29.54, lon: 108.78, time: { kind: 'epoch', ms: Date.UTC(2026, 2, 26, 1, 36, 31) } },
  ])
})

test('Axis gpstrail: WKT with seconds from the start, longitude first', () => {
  const text = JSON.stringify({ Trail: [{ Location: 'POINT(108.77 29.53)', SecondsFromStart: 1.5 }, { Location: 'POINT (0 0)', SecondsFromStart: 2 }, { Location: 'POINT(108.78 29.54)' }] })
  expect(readGpsTrail(text)).toEqual([{ lat: 29.53, lon: 108.77, time: { kind: 'fromStart', ms: 1500 } }])
  expect(readGpsTrail('{"a":')).toEqual([])
})

test('NMEA: valid RMC sentences with a right checksum', () => {
  const read = readNmea('$GPRMC,013621.00,A,2931.800,N,10846.200,E,0.1,0,260326,,,A\r\n$GPRMC,013622,V,2931.800,N,10846.200,E,0,0,260326,,\n$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*00')
  expect(read).toEqual([{ lat: expect.closeTo(29.53, 9), lon: expect.closeTo(108.77, 9), time: { kind: 'epoch', ms: Date.UTC(2026, 2, 26, 1, 36, 21) } }])
  const [point] = readNmea('$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A')
  expect(point?.lat).toBeCloseTo(48.1173, 4)
})

test('70mai GPSData: local seconds', () => {
  expect(readSidecar('GPSData000001.txt', '$V02\n'.replace('$', '') + '1774517781,A,29.53,108.77,0,0\n1774517782,V,0,0', 28_800_000)).toEqual({
    source: 'gpsData',
    points: [{ lat: 29.53, lon: 108.77, time: { kind: 'epoch', ms: 1_774_517_781_000 - 28_800_000 } }],
  })
})

test('only what may hold a track is looked at, and what holds none is none', () => {
  expect(['a.GPX', 'x/b_gpstrail.json', 'c.mp4', 'd.jpg'].map(isSidecarPath)).toEqual([true, true, false, false])
  expect(readSidecar('a.json', '{"x":[1,2,{"y":"POINT"}]}', 0)).toBe(null)
})

test('points of a recording: within it, in order, a second apart', () => {
  const at = (ms: number, kind: ReadPoint['time']['kind'] = 'epoch'): ReadPoint => ({ lat: 1, lon: 2, time: { kind, ms } })
  expect(pointsWithin([at(12_000), at(10_500), at(10_000), at(9_999), at(70_001), at(30_000, 'fromStart')], 10_000, 60_000).map(({ atMs }) => atMs)).toEqual([0, 2_000, 30_000])
  expect(pointsWithin([at(12_000), at(3_000, 'fromStart')], null, 60_000).map(({ atMs }) => atMs)).toEqual([3_000])
})

test('mutated telemetry neither hangs nor throws', () => {
  const random = seededRandom('telemetry')
  const seed = Uint8Array.from([0x44, 0x45, 0x56, 0x43, 0, 1, 0, 32, 0x53, 0x43, 0x41, 0x4c, 0x6c, 4, 0, 2, 0, 0x98, 0x96, 0x80, 0, 0x98, 0x96, 0x80, 0x47, 0x50, 0x53, 0x35, 0x6c, 20, 0, 1, ...new Uint8Array(20)])
  for (let round = 0; round < 1_000; round++) {
    const bytes = seed.slice()
    for (let i = 0; i < 4; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
    const fix = readGpmf(bytes)
    if (fix) expect(Math.abs(fix.lat)).toBeLessThanOrEqual(90)
  }
})

describe.skipIf(!sharedData)('real files (skipped without the shared corpus)', () => {
  const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(join(sharedData!, path)))

  // exiftool: 33.1254, -117.3311.
  test('HERO5 on a drone: a fix a second, where exiftool sees it', async () => {
    const bytes = bytesOf('camera/karma.mp4')
    const points = await readTelemetry(async (start, end) => bytes.subarray(start, end), bytes.length)
    expect(points.length).toBeGreaterThan(9)
    expect(points[0]?.lat).toBeCloseTo(33.1254, 2)
    expect(points[0]?.lon).toBeCloseTo(-117.3311, 2)
    expect(points.at(-1)?.atMs).toBeGreaterThan(9_000)
  })

  test('files without telemetry have no track', async () => {
    for (const path of ['camera/sample-5s.mp4', 'camera/with-gps.mov', 'camera/avchd-raw.mts']) {
      const bytes = bytesOf(path)
      expect(await readTelemetry(async (start, end) => bytes.subarray(start, end), bytes.length)).toEqual([])
    }
  })

  test.each([
    ['mavic_pro.SRT', -20.2533, 149.0251],
    ['mavic_air2.srt', 41.420684, 2.162162],
    ['old_format.SRT', -20.2533, 149.0251],
    ['matrice_300.srt', 36.6146, -6.112],
  ])('%s', (name, lat, lon) => {
    const [point] = readDjiSrt(new TextDecoder().decode(bytesOf(`sidecar/dji-srt/${name}`)))
    expect(point).toMatchObject({ time: { kind: 'fromStart' } })
    expect(point?.lat).toBeCloseTo(lat, 3)
    expect(point?.lon).toBeCloseTo(lon, 3)
  })
})

test('a plot keeps shape and distance', () => {
  // 0.01° of latitude are 1,112 m; at 60° a degree of longitude is half as long.
  const plot = plotTrack([{ lat: 60, lon: 10 }, { lat: 60.01, lon: 10.02 }], 1)
  const [from, to] = [plot?.toPlot({ lat: 60, lon: 10 }), plot?.toPlot({ lat: 60.01, lon: 10.02 })]
  expect((from?.y ?? 0) - (to?.y ?? 0)).toBeCloseTo(1112, -1)
  expect((to?.x ?? 0) - (from?.x ?? 0)).toBeCloseTo(1112, -1)
  expect(plot?.scale).toBe(200)
  expect(plotTrack([{ lat: 1, lon: 1 }], 2)?.scale).toBe(20)
  expect(plotTrack([], 1)).toBe(null)
})
