// What a viewing rests on, tried on both verifiers: an approval and a registration that stood before it, and every way they do not.

import { describe, expect, test } from 'vitest'
import { sortCertificates } from '../../../../server/verify/certificates.ts'
import { checkLog } from '../../../../server/verify/checkLog.ts'
import { overused } from '../../../../server/verify/verifyBundle.ts'
import { encodeCbor } from '../../../../src/core/format/cbor.ts'
import { parseDeed } from '../../../../src/core/deeds/deed.ts'
import { utf8, sha256, toHex } from '../../../../src/core/bytes.ts'
import { defaultProfile } from '../../../../src/core/policy/defaultProfile.ts'
import { knownProfile } from '../../../../src/core/policy/profile.ts'
import { verifyLog } from '../../../../src/core/log/verifyLog.ts'
import { issue } from '../../../../src/core/trust/certificate.ts'
import { sortStatements } from '../../../../src/core/trust/verifyChain.ts'
import { baseMs, deviceName, makeTestSigner, serialOf, signers, verifyInNode } from '../../../support/agency.ts'
import { film, idOf, makeApprovalStatements, makeApprovedLog, other, photo, untilMs, type ApprovedLog, type Name } from '../../../support/approvedLog.ts'

interface Found {
  readonly problems: readonly string[]
  readonly notices: readonly string[]
  readonly bases: readonly unknown[]
}

/** What both say, without its place; throws where they differ. */
const find = async (write: (log: ApprovedLog) => Promise<unknown>, { viewer = '王敏' as Name, revoked = null as { readonly name: Name; readonly fromMs: number } | null } = {}): Promise<Found> => {
  const log = await makeApprovedLog(viewer)
  await write(log)
  const end = revoked && (await issue({ kind: 'revocation', serial: serialOf('end'), revokes: serialOf(`person ${revoked.name}`), fromMs: revoked.fromMs, lastTrusted: null, reason: '调离' }, signers.authority))
  const statements = [...(await makeApprovalStatements()), ...(end ? [end] : [])]
  const bundled = { publicKey: signers.device.publicKey, incarnation: 0, deviceName, entries: log.entries, notes: [await log.checkpoint()] }
  const ours = await verifyLog(bundled, log.entries, (await sortStatements(signers.root.publicKey, statements, verifyInNode)).trust, verifyInNode)
  const theirs = await checkLog(bundled, sortCertificates(signers.root.publicKey, statements))
  const brief = (all: readonly { readonly type: string; readonly seq: number | null }[]) => all.map(({ type, seq }) => `${type}@${seq ?? '-'}`)
  expect(brief(theirs.problems)).toEqual(brief(ours.problems))
  expect(brief(theirs.notices)).toEqual(brief(ours.notices))
  return { problems: ours.problems.map(({ type }) => type), notices: ours.notices.map(({ type }) => type), bases: theirs.viewings.map(({ basis }) => basis) }
}
const problems = async (...given: Parameters<typeof find>): Promise<readonly string[]> => (await find(...given)).problems

describe('a viewing that may be', () => {
  test('asked, approved, registered, viewed; photos beside it are the same visit', async () => {
    const found = await find(async (log) => {
      const { approval, registration } = await log.whole({ times: 1 })
      const first = log.view({ approval, registration })
      log.watch(log.view({ approval, registration, recordings: [photo], visit: first }), photo)
      log.watch(first)
    })
    const basis = { type: 'approval', approver: '李华', registrar: '赵伟' }
    expect(found).toEqual({ problems: [], notices: [], bases: [basis, basis] })
  })

  test('of a piece of what was approved, not of anything else nor by word of somebody who makes none', async () => {
    const viewed = (by: Name, from: readonly string[]): Promise<readonly string[]> =>
      problems(async (log) => {
        const { approval, registration } = await log.whole()
        await log.sign('piece', { recording: other, xxh128: '0'.repeat(32), size: 1, name: 'piece.mp4', work: 'exact', cuts: from.map((recording) => ({ recording, fromMs: 0, toMs: 1_000 })), viewing: 'v', caseNumber: '', words: '', redactions: null }, by)
        log.watch(log.view({ approval, registration, recordings: [other] }), other)
      })
    expect(await viewed('赵伟', [film, photo])).toEqual([])
    expect(await viewed('赵伟', [film, 'd'.repeat(64)])).toEqual(['approvalInvalid'])
    expect(await viewed('李华', [film])).toEqual(['approvalInvalid'])
  })

  test('of more recordings than one entry names: all are registered, judged and counted with it', async () => {
    const found = await find(async (log) => {
      const { approval, registration } = await log.whole({ times: 1 })
      log.watch(log.more(log.view({ approval, registration }), [photo]), photo)
    })
    expect(found).toEqual({ problems: [], notices: [], bases: [{ type: 'approval', approver: '李华', registrar: '赵伟' }] })
    const urgent = async (asked: readonly string[]) => find(async (log) => {
      const viewing = log.more(log.view({ urgent: true }), [photo])
      log.watch(viewing, photo)
      await log.approve(await log.ask({ urgentViewing: viewing }, '王敏', asked))
    })
    expect((await urgent([film, photo])).bases).toEqual([{ type: 'urgent', answer: '李华 补批 approved afterwards' }])
    expect((await urgent([film])).bases).toEqual([{ type: 'urgent', answer: '未申请补批 not reported' }])
  })

  test('by who may register: opening is the registration', async () => {
    expect(
      await problems(
        async (log) => {
          const approval = await log.approve(await log.ask({}, '周强'))
          log.watch(log.view({ approval }))
        },
        { viewer: '周强' },
      ),
    ).toEqual([])
  })

  test('urgent, and what was answered to it', async () => {
    const open = (log: ApprovedLog): string => {
      const viewing = log.view({ urgent: true })
      log.watch(viewing)
      return viewing
    }
    const answers: Record<string, (log: ApprovedLog) => Promise<unknown>> = {
      '未申请补批 not reported': async (log) => open(log),
      '待补批 not answered': async (log) => log.ask({ urgentViewing: open(log) }),
      '李华 补批 approved afterwards': async (log) => log.approve(await log.ask({ urgentViewing: open(log) })),
      '李华 不予补批 refused afterwards': async (log) => log.sign('refusal', { request: await log.ask({ urgentViewing: open(log) }), words: '不必' }, '李华'),
    }
    for (const [answer, write] of Object.entries(answers)) expect(await find(write)).toEqual({ problems: [], notices: ['urgentViewing'], bases: [{ type: 'urgent', answer }] })
    // Of another recording, by somebody else, or by who watched: no answer.
    for (const write of [async (log: ApprovedLog) => log.approve(await log.ask({ urgentViewing: open(log) }, '王敏', [other])), async (log: ApprovedLog) => log.approve(await log.ask({ urgentViewing: open(log) }, '孙丽'))])
      expect((await find(write)).bases).toEqual([{ type: 'urgent', answer: '未申请补批 not reported' }])
  })

  test('of the first version: told, and no longer once the log knows deeds', async () => {
    const old = (log: ApprovedLog): void => log.write('view-open', { viewing: 'v', person: idOf('王敏'), purpose: 'other', reason: '', caseNumber: '', session: 's1', recordings: [film] })
    expect(await find(async (log) => old(log))).toMatchObject({ problems: [], notices: ['viewingUnapproved', 'viewingUnfinished'] })
    expect(await problems(async (log) => (await log.ask(), old(log)))).toEqual(['approvalMissing'])
  })

  test('by the roles of a profile that the log has adopted', async () => {
    const roles = defaultProfile.profile.roles.map((role) => (role.id === 'custodian' ? { ...role, may: [...role.may, 'approveViewing' as const] } : role))
    const { id, text } = knownProfile({ ...defaultProfile.profile, roles })
    const byCustodian = async (log: ApprovedLog): Promise<void> => {
      const request = await log.ask()
      const approval = await log.approve(request, {}, '赵伟')
      log.watch(log.view({ approval, registration: await log.register(request, approval) }))
    }
    const bytes = utf8(text)
    expect(toHex(sha256(bytes))).toBe(id)
    expect(await problems(byCustodian)).toEqual(['approvalInvalid'])
    const adoptedBy = (name: Name) =>
      problems(async (log) => {
        log.write('attachment', { sha256: sha256(bytes), index: 0, of: 1, bytes })
        await log.sign('profile', { profile: id, words: '' }, name)
        await byCustodian(log)
      })
    expect([await adoptedBy('吴刚'), await adoptedBy('周强')]).toEqual([[], ['approvalInvalid']])
  })
})

describe('a viewing that may not be', () => {
  const cases: Readonly<Record<string, readonly [problems: readonly string[], write: (log: ApprovedLog) => Promise<unknown>, options?: Parameters<typeof find>[1]]>> = {
    'names no approval': [['approvalMissing'], async (log) => log.watch(log.view())],
    'names one that is not there': [['approvalMissing'], async (log) => log.watch(log.view({ approval: 'd'.repeat(64) }))],
    'names one that came later': [['approvalMissing'], async (log) => {
      const request = await log.ask()
      const bytes = await log.deedBytes('approval', { request, untilMs, times: 0, words: '' }, '李华')
      const parsed = parseDeed(bytes)
      log.watch(log.view({ approval: parsed.ok ? parsed.value.id : '' }))
      log.write('deed', { deed: bytes })
    }],
    'whose list is not there': [['approvalMissing'], async (log) => log.watch(log.view({ approval: await log.approve(await log.ask({}, '王敏', [film], false)) }))],
    'with the request for an approval': [['approvalMissing'], async (log) => log.watch(log.view({ approval: await log.ask() }))],
    'approved by who asked': [['approvalInvalid'], async (log) => log.watch(log.view({ approval: await log.approve(await log.ask({}, '周强'), {}, '周强') })), { viewer: '周强' }],
    'approved by somebody who may not': [['approvalInvalid', 'registrationMissing'], async (log) => log.watch(log.view({ approval: await log.approve(await log.ask(), {}, '孙丽') }))],
    'approved for somebody else': [['approvalInvalid'], async (log) => {
      const request = await log.ask({}, '孙丽')
      const approval = await log.approve(request)
      log.watch(log.view({ approval, registration: await log.register(request, approval) }))
    }],
    'approved for a release': [['approvalInvalid'], async (log) => {
      const request = await log.ask({ use: 'release' })
      const approval = await log.approve(request)
      log.watch(log.view({ approval, registration: await log.register(request, approval) }))
    }],
    'approved afterwards for an urgent one, used again': [['approvalInvalid'], async (log) => {
      const request = await log.ask({ urgentViewing: 'x' })
      const approval = await log.approve(request)
      log.watch(log.view({ approval, registration: await log.register(request, approval) }))
    }],
    'of another recording': [['approvalInvalid'], async (log) => {
      const { approval, registration } = await log.whole()
      log.watch(log.view({ approval, registration, recordings: [film, other] }))
    }],
    'of another recording that its entry had no room for': [['approvalInvalid'], async (log) => {
      const { approval, registration } = await log.whole()
      log.watch(log.more(log.view({ approval, registration }), [photo, other]), other)
    }],
    'of a recording named only after it was watched': [['recordingNotRegistered'], async (log) => {
      const { approval, registration } = await log.whole()
      const viewing = log.view({ approval, registration })
      log.write('view-interval', { viewing, intervals: [{ recordingId: photo, fromMs: 0, toMs: 8_000, rate: 100 }] })
      log.watch(log.more(viewing, [photo]))
    }],
    'with recordings added after it ended': [['viewingNotOpen'], async (log) => {
      const { approval, registration } = await log.whole()
      const viewing = log.view({ approval, registration })
      log.watch(viewing)
      log.more(viewing, [photo])
    }],
    'with recordings added by who did not open it': [['noSession'], async (log) => {
      const { approval, registration } = await log.whole()
      const viewing = log.view({ approval, registration })
      log.openSession(makeTestSigner('孙丽'))
      log.watch(log.more(viewing, [photo]))
    }],
    'with recordings added after it ran out': [['approvalInvalid'], async (log) => {
      const { approval, registration } = await log.whole({ untilMs: baseMs + 20_000 })
      log.write('view-more', { viewing: log.view({ approval, registration }), recordings: [photo] }, { timeMs: baseMs + 21_000, monoMs: 21_100 })
    }],
    'after it ran out': [['approvalInvalid'], async (log) => {
      const { approval, registration } = await log.whole({ untilMs: baseMs + 14_000 })
      log.watch(log.view({ approval, registration }))
    }],
    'going on after it ran out': [['approvalInvalid'], async (log) => {
      const { approval, registration } = await log.whole({ untilMs: baseMs + 20_000 })
      log.watch(log.view({ approval, registration }), film, { timeMs: baseMs + 81_000, monoMs: 81_100 })
    }],
    'once more than allowed': [['approvalInvalid'], async (log) => {
      const { approval, registration } = await log.whole({ times: 1 })
      log.watch(log.view({ approval, registration }))
      log.watch(log.view({ approval, registration }))
    }],
    'of the same visit, over a restart': [['approvalInvalid'], async (log) => {
      const { approval, registration } = await log.whole({ times: 1 })
      const visit = log.view({ approval, registration })
      log.watch(visit)
      log.watch(log.view({ approval, registration, visit }, { boot: 'ffffffffffffffff' }), film, { boot: 'ffffffffffffffff' })
    }],
    'after who asked withdrew': [['approvalInvalid'], async (log) => {
      const { request, approval, registration } = await log.whole()
      await log.sign('withdrawal', { request, words: '' }, '王敏')
      log.watch(log.view({ approval, registration }))
    }],
    'after a later refusal': [['approvalInvalid'], async (log) => {
      const { request, approval, registration } = await log.whole()
      await log.sign('refusal', { request, words: '改变情况' }, '李华')
      log.watch(log.view({ approval, registration }))
    }],
    'not registered': [['registrationMissing'], async (log) => log.watch(log.view({ approval: await log.approve(await log.ask()) }))],
    'registered by somebody who may not': [['registrationMissing'], async (log) => {
      const request = await log.ask()
      const approval = await log.approve(request)
      log.watch(log.view({ approval, registration: await log.register(request, approval, '孙丽') }))
    }],
    'registered for another approval': [['registrationMissing'], async (log) => {
      const { registration } = await log.whole()
      log.watch(log.view({ approval: await log.approve(await log.ask()), registration }))
    }],
    'with a withdrawal by a stranger: it goes on': [[], async (log) => {
      const { request, approval, registration } = await log.whole()
      await log.sign('withdrawal', { request, words: '' }, '孙丽')
      log.watch(log.view({ approval, registration }))
    }],
  }
  test.each(Object.entries(cases))('%s', async (_, [wanted, write, options]) => {
    expect(await problems(write, options)).toEqual(wanted)
  })
})

describe('a piece that leaves as a file', () => {
  const piece = (log: ApprovedLog, recording: string, from: string): Promise<string> =>
    log.sign('piece', { recording, xxh128: '0'.repeat(32), size: 1, name: 'piece.mp4', work: 'copy', cuts: [{ recording: from, fromMs: 0, toMs: 1_000 }], viewing: 'v', caseNumber: '', words: '', redactions: null }, '赵伟')
  const takeOut = (log: ApprovedLog, approval: string, recording = other): void => log.write('piece-export', { recording, person: idOf('王敏'), approval })
  const out = (write: (log: ApprovedLog) => Promise<unknown>): Promise<readonly string[]> => problems(async (log) => { await piece(log, other, film); await write(log) })

  test('under an approval to extract or release it, or what it was made from', async () => {
    expect(await out(async (log) => takeOut(log, await log.approve(await log.ask({ use: 'extract' }))))).toEqual([])
    expect(await out(async (log) => takeOut(log, await log.approve(await log.ask({ use: 'release' }, '王敏', [other]))))).toEqual([])
  })

  test('as often as approved, by whichever of the two said less', async () => {
    const saved = (asked: number, approved: number, times: number) =>
      out(async (log) => {
        const approval = await log.approve(await log.ask({ use: 'extract', times: asked }), { times: approved })
        for (let n = 0; n < times; n += 1) takeOut(log, approval)
      })
    expect([await saved(2, 0, 2), await saved(2, 3, 2), await saved(0, 0, 4)]).toEqual([[], [], []])
    expect([await saved(2, 0, 3), await saved(3, 1, 3)]).toEqual([['approvalInvalid'], ['approvalInvalid', 'approvalInvalid']])
  })

  test('and every way it may not', async () => {
    expect(await out(async (log) => takeOut(log, 'e'.repeat(64)))).toEqual(['approvalMissing'])
    expect(await out(async (log) => takeOut(log, (await log.whole()).approval))).toEqual(['approvalInvalid'])
    expect(await out(async (log) => takeOut(log, await log.approve(await log.ask({ use: 'extract' }, '孙丽'))))).toEqual(['approvalInvalid'])
    expect(await out(async (log) => takeOut(log, await log.approve(await log.ask({ use: 'extract' }, '周强'), {}, '周强')))).toEqual(['approvalInvalid'])
    expect(await out(async (log) => takeOut(log, await log.approve(await log.ask({ use: 'extract' }), {}, '赵伟')))).toEqual(['approvalInvalid'])
    expect(await out(async (log) => takeOut(log, await log.approve(await log.ask({ use: 'extract' }, '王敏', [photo]))))).toEqual(['approvalInvalid'])
    expect(await out(async (log) => takeOut(log, await log.approve(await log.ask({ use: 'extract' }), { untilMs: baseMs })))).toEqual(['approvalInvalid'])
    expect(
      await out(async (log) => {
        const request = await log.ask({ use: 'extract' })
        const approval = await log.approve(request)
        await log.sign('withdrawal', { request, words: '' }, '王敏')
        takeOut(log, approval)
      }),
    ).toEqual(['approvalInvalid'])
  })
})

test('by two logs together once more than allowed: told of the bundle', async () => {
  const reports = await Promise.all(
    [1, 1, 0].map(async (visits) => {
      const log = await makeApprovedLog()
      const { approval, registration } = await log.whole({ times: 1 })
      if (visits > 0) log.watch(log.view({ approval, registration }))
      return checkLog({ publicKey: signers.device.publicKey, incarnation: 0, deviceName, entries: log.entries, notes: [] }, sortCertificates(signers.root.publicKey, await makeApprovalStatements()))
    }),
  )
  expect(reports.flatMap((report) => report.problems)).toEqual([])
  expect(overused(reports)).toMatchObject([{ approver: '李华', times: 1, visits: 2 }])
  expect(overused(reports.slice(1))).toEqual([])
})

describe('a deed that does not stand', () => {
  const approvalOf = (log: ApprovedLog, madeMs?: number) => log.deedBytes('approval', { request: 'e'.repeat(64), untilMs, times: 0, words: '' }, '李华', madeMs)
  const cases: Readonly<Record<string, readonly [write: (log: ApprovedLog) => Promise<unknown>, options?: Parameters<typeof find>[1]]>> = {
    'is no deed': [async (log) => log.write('deed', { deed: new Uint8Array([1, 2]) })],
    'was altered': [async (log) => {
      const parsed = parseDeed(await approvalOf(log))
      if (!parsed.ok) throw new Error(parsed.error)
      log.write('deed', { deed: encodeCbor([parsed.value.body, parsed.value.signature.map((byte, at) => (at === 9 ? byte ^ 1 : byte))]) })
    }],
    'is dated later than the log': [async (log) => log.write('deed', { deed: await approvalOf(log, log.now() + 400_000) })],
    'lacks a field': [async (log) => log.sign('approval', { request: 'e'.repeat(64) } as never, '李华')],
    'is of a revoked signer': [async (log) => log.write('deed', { deed: await approvalOf(log) }), { revoked: { name: '李华', fromMs: baseMs } }],
    'came only after its signer was revoked': [async (log) => log.write('deed', { deed: await approvalOf(log, baseMs + 1_000) }), { revoked: { name: '李华', fromMs: baseMs + 2_000 } }],
  }
  test.each(Object.entries(cases))('%s', async (_, [write, options]) => {
    expect(await problems(write, options)).toEqual(['badDeed'])
  })
  test('and what it would have permitted is missing', async () => {
    expect(await problems(async (log) => log.watch(log.view({ approval: await log.approve(await log.ask()) })), { revoked: { name: '李华', fromMs: baseMs } })).toEqual(['badDeed', 'approvalMissing'])
  })
  test('one of a later version is carried', async () => {
    expect(await problems(async (log) => log.sign('later' as 'refusal', { any: 1 } as never, '王敏'))).toEqual([])
  })
})
