// People and devices of the made-up unit, one of each revoked, for development pictures and component tests.

import type { Person, RosterEntry } from '../../src/app/app.ts'
import { toHex } from '../../src/core/bytes.ts'
import type { StoredLog } from '../../src/core/ports.ts'
import { nowMs } from './fakeCatalog.ts'
import { hexId } from './fakeLog.ts'

const day = 86_400_000

export const makeFakeRoster = (people: readonly Person[], logs: readonly StoredLog[]): readonly RosterEntry[] => {
  const common = { officerNumber: '', roles: [], clearances: [], sinceMs: nowMs - 200 * day, renewedMs: nowMs - 200 * day, revocation: null, heads: [] }
  const revocation = { kind: 'revocation', serial: hexId('r'), revokes: hexId('s'), issuer: new Uint8Array(32), fromMs: nowMs - 9 * day, lastTrusted: null, reason: '调离' } as const
  const gone: RosterEntry = { ...common, kind: 'person', key: hexId('罗小军'), id: hexId('罗小军'), name: '罗小军', officerNumber: '500108', roles: ['officer'], self: false, revocation }
  return [
    ...people.map(({ id, name, officerNumber, roles, clearances }, place): RosterEntry => ({ ...common, kind: 'person', key: id, id, name, officerNumber, roles, clearances, renewedMs: nowMs - (place === 1 ? 12 : 200) * day, self: place === 0 })),
    gone,
    ...logs.map((log): RosterEntry => ({ ...common, kind: 'device', key: toHex(log.publicKey), id: toHex(log.publicKey), name: log.deviceName, self: log.own, heads: [log.size, Math.floor(log.size / 2)].map((size) => ({ logId: log.logId, size, witnesses: size === log.size ? [] : ['文旅委服务器'] })) })),
  ]
}
