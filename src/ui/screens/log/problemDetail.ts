// The detail of a problem in the reader's words: the verifier gives ids, milliseconds and English.

import type { LogProblem } from '../../../core/log/problems.ts'
import { isDeedType } from '../../../core/deeds/deedKinds.ts'
import { deedWords, isDeedFault } from '../../i18n/deedWords.ts'
import { formatTime, formatWait } from '../../i18n/formats.ts'
import { makeWords } from '../../i18n/makeWords.ts'

const t = makeWords(
  {
    noDevice: '本机没有证书', noPerson: (name: string) => `${name}没有证书`, notByDevice: '不是这台设备的签名', otherLog: '属于另一本日志', otherAgency: (name: string) => `属于另一个单位：${name}`,
    otherRoot: (size: string) => `到第${size}条的检查点记着另一个根`, largerHead: (size: string) => `有检查点记着${size}条`, clock: (said: string, ran: string) => `时钟走了${said}，实际过了${ran}`,
    otherKey: '另一把密钥，或另一次启用', firstKind: (kind: string) => `这一条是${kind}`, unsigned: '读不出来，或没有签名', noIssuer: '签发者不在本单位根密钥之下',
    after: (seq: string) => `排在第${seq}条之后`, missingOne: (seq: string) => `缺第${seq}条`, missingMany: (from: string, to: string) => `缺第${from}至${to}条`, prev: (said: string, is: string) => `记着前一条是${said}，实际是${is}`,
    unread: (part: string) => `读不出的部分：${part}`, openedTwice: (viewing: string) => `查阅${viewing}登记了两次`, registeredBy: (person: string, other: string) => `登记人${person}，当时解锁的是${other}`, explainedBy: (person: string, other: string) => `说明人${person}，当时解锁的是${other}`, nobody: '无人',
    ofViewing: (viewing: string) => `查阅${viewing}`, watchedAfter: (viewing: string) => `查阅${viewing}在批准到期之后还在看`, deed: (kind: string, id: string, fault: string) => `${kind}${id}：${fault}`, badFields: (part: string) => `内容不合格式（${part}）`,
    noneNamed: (viewing: string) => `查阅${viewing}没有写明批准`, notBefore: (viewing: string, id: string) => `查阅${viewing}之前没有批准${id}`, requestGone: (viewing: string) => `查阅${viewing}：批准所据的申请不在这里`, listGone: (viewing: string) => `查阅${viewing}：申请的清单不在这里`,
    approval: (id: string, why: string) => `批准${id}：${why}`, otherUse: '批准的是别的事', givenTo: (person: string) => `批准给${person}`, ownApproval: '申请人自己批准', noRight: '签署人的身份无权办理', notCovered: (recording: string) => `不包括记录${recording}`, ranOut: (time: string) => `已于${time}到期`, ended: '此前已撤回或不予批准', visits: (n: string, of: string) => `第${n}次，只准${of}次`,
    selfRegistered: '没有登记，查阅人也无权自行登记', registrationGone: (id: string) => `登记${id}不在它之前`, registrationOther: (id: string) => `登记${id}不是为这次批准，或签署人无权登记`,
  },
  {
    noDevice: 'no certificate for this device', noPerson: (name) => `no certificate for ${name}`, notByDevice: 'not signed by the device', otherLog: 'of another log', otherAgency: (name) => `of another agency: ${name}`,
    otherRoot: (size) => `the checkpoint of the first ${size} entries has another root`, largerHead: (size) => `a checkpoint covers ${size} entries`, clock: (said, ran) => `${said} on the clock, ${ran} passed`,
    otherKey: 'another key, or another start of the log', firstKind: (kind) => `this entry is ${kind}`, unsigned: 'cannot be read, or is not signed', noIssuer: 'its issuer does not stand under the root key',
    after: (seq) => `stands after entry ${seq}`, missingOne: (seq) => `entry ${seq}`, missingMany: (from, to) => `entries ${from} to ${to}`, prev: (said, is) => `names ${said} as the entry before, which is ${is}`,
    unread: (part) => `what cannot be read: ${part}`, openedTwice: (viewing) => `viewing ${viewing} was registered twice`, registeredBy: (person, other) => `registered by ${person}, unlocked by ${other}`, explainedBy: (person, other) => `explained by ${person}, unlocked by ${other}`, nobody: 'nobody',
    ofViewing: (viewing) => `viewing ${viewing}`, watchedAfter: (viewing) => `viewing ${viewing} went on after the approval ran out`, deed: (kind, id, fault) => `${kind} ${id}: ${fault}`, badFields: (part) => `its content is malformed (${part})`,
    noneNamed: (viewing) => `viewing ${viewing} names no approval`, notBefore: (viewing, id) => `no approval ${id} before viewing ${viewing}`, requestGone: (viewing) => `viewing ${viewing}: the request behind its approval is not here`, listGone: (viewing) => `viewing ${viewing}: the list of its request is not here`,
    approval: (id, why) => `approval ${id}: ${why}`, otherUse: 'given for something else', givenTo: (person) => `given to ${person}`, ownApproval: 'approved by who asked', noRight: "its signer's role does not permit it", notCovered: (recording) => `does not cover recording ${recording}`, ranOut: (time) => `ran out at ${time}`, ended: 'withdrawn or refused before', visits: (n, of) => `visit ${n} of ${of}`,
    selfRegistered: 'no registration, and the viewer may not register', registrationGone: (id) => `registration ${id} does not stand before it`, registrationOther: (id) => `registration ${id} is not for this approval, or its signer may not register`,
  },
)

/** Ids and fingerprints as they are shown everywhere. */
const short = (id: string): string => (/^[0-9a-f]{16,}$/.test(id) ? `${id.slice(0, 4)}…${id.slice(-4)}` : id)

const deedFault = (fault: string): string => (isDeedFault(fault) ? deedWords(`fault.${fault}`) : t('badFields', fault))

type Saying = (...parts: readonly string[]) => string

/** What core/log says of a problem, and how it is said here. */
const sayings: readonly (readonly [RegExp, Saying])[] = [
  [/^no certificate for this device$/, () => t('noDevice')],
  [/^no certificate for (.*) \S+$/, (name = '') => t('noPerson', name)],
  [/^not signed by the device$/, () => t('notByDevice')],
  [/^of another log$/, () => t('otherLog')],
  [/^of another agency: (.*)$/, (name = '') => t('otherAgency', name)],
  [/^the checkpoint of size (\d+) has another root$/, (size = '') => t('otherRoot', size)],
  [/^a checkpoint is of size (\d+)$/, (size = '') => t('largerHead', size)],
  [/^(-?\d+) ms on the clock, (-?\d+) ms passed$/, (said = '', ran = '') => t('clock', signedWait(said), signedWait(ran))],
  [/^another key or incarnation$/, () => t('otherKey')],
  [/^cannot be read or is not signed$/, () => t('unsigned')],
  [/^its issuer does not stand under the root$/, () => t('noIssuer')],
  [/^stands after (\d+)$/, (seq = '') => t('after', seq)],
  [/^prev is (\w+), the entry before has (\w+)$/, (said = '', is = '') => t('prev', short(said), short(is))],
  [/^viewing (\w+) opened twice$/, (viewing = '') => t('openedTwice', short(viewing))],
  [/^registered by (\w+), unlocked by (\w+)$/, (person = '', other = '') => t('registeredBy', short(person), other === 'nobody' ? t('nobody') : short(other))],
  [/^explained by (\w+), unlocked by (\w+)$/, (person = '', other = '') => t('explainedBy', short(person), other === 'nobody' ? t('nobody') : short(other))],
  [/^(\w+) was watched after it ran out$/, (viewing = '') => t('watchedAfter', short(viewing))],
  [/^(\w+): none named$/, (viewing = '') => t('noneNamed', short(viewing))],
  [/^(\w+): no approval (\w+) before it$/, (viewing = '', id = '') => t('notBefore', short(viewing), short(id))],
  [/^(\w+): its request is not here$/, (viewing = '') => t('requestGone', short(viewing))],
  [/^(\w+): its list is not here$/, (viewing = '') => t('listGone', short(viewing))],
  [/^none, and the viewer may not register$/, () => t('selfRegistered')],
  [/^(\w+) does not stand before it$/, (id = '') => t('registrationGone', short(id))],
  [/^(\w+) is not for this approval, or signed by somebody who may not$/, (id = '') => t('registrationOther', short(id))],
]

const approvalSayings: readonly (readonly [RegExp, Saying])[] = [
  [/^given for something else$/, () => t('otherUse')],
  [/^given to (\w+)$/, (person = '') => t('givenTo', short(person))],
  [/^approved by who asked$/, () => t('ownApproval')],
  [/^signed by somebody whose role may not$/, () => t('noRight')],
  [/^does not cover (\w+)$/, (recording = '') => t('notCovered', short(recording))],
  [/^ran out at (\d+)$/, (ms = '') => t('ranOut', formatTime(Number(ms)))],
  [/^withdrawn or refused before$/, () => t('ended')],
  [/^visit (\d+) of (\d+)$/, (n = '', of = '') => t('visits', n, of)],
]

const signedWait = (ms: string): string => `${ms.startsWith('-') ? '−' : ''}${formatWait(Math.abs(Number(ms)) / 1000)}`

const said = (detail: string, by: typeof sayings): string | null => {
  for (const [pattern, say] of by) {
    const found = pattern.exec(detail)
    if (found) return say(...found.slice(1))
  }
  return null
}

export const problemDetail = ({ type, detail }: Pick<LogProblem, 'type' | 'detail'>): string => {
  const known = said(detail, sayings)
  if (known !== null) return known
  const [, head = '', rest = ''] = /^(.*?): (.*)$/.exec(detail) ?? []
  switch (type) {
    case 'missing': {
      const [from = '', to] = detail.split(' to ')
      return to === undefined ? t('missingOne', from) : t('missingMany', from, to)
    }
    case 'badDeed': {
      const [kind = '', id = ''] = head.split(' ')
      return id === '' ? t('unread', detail) : t('deed', isDeedType(kind) ? deedWords(`deed.${kind}`) : kind, short(id), deedFault(rest))
    }
    case 'approvalInvalid':
      return t('approval', short(head), said(rest, approvalSayings) ?? rest)
    case 'viewingNotOpen':
      return t('ofViewing', short(detail.split(' of ').at(-1) ?? detail))
    case 'wrongGenesis':
      return t('firstKind', detail)
    case 'malformed':
    case 'badCheckpoint':
      return detail === '' ? '' : t('unread', detail)
    default:
      return short(detail)
  }
}
