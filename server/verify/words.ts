// Every problem and notice as the verifier prints it, in both languages.

import type { LogNoticeType, LogProblemType } from '../../src/core/log/problems.ts'

export const problemWords: Readonly<Record<LogProblemType, readonly [zh: string, en: string]>> = {
  malformed: ['条目格式不符', 'malformed entry'],
  wrongLog: ['条目属于另一日志', 'entry of another log'],
  wrongGenesis: ['首条不是本设备的开启条目', 'the first entry does not open this log'],
  missing: ['缺少条目', 'entries are missing'],
  repeated: ['条目重复', 'entry repeated'],
  forked: ['同一序号有两份不同条目（分叉）', 'two different entries of one number (fork)'],
  outOfOrder: ['条目次序颠倒', 'entry out of order'],
  chainBroken: ['与前一条不衔接', 'does not follow the entry before'],
  badSignature: ['设备签名不符', 'the device signature does not match'],
  clockJump: ['时钟被回拨', 'the clock was set back'],
  viewingNotOpen: ['查阅未登记或已结束', 'viewing not registered, or already ended'],
  recordingNotRegistered: ['观看了未登记的音像记录', 'watched a recording that was not registered'],
  noSession: ['登记人未解锁本设备', 'registered by somebody who had not unlocked the device'],
  badPersonSignature: ['人员签名不符', "the person's signature does not match"],
  unenrolled: ['没有有效证书', 'no valid certificate'],
  revoked: ['证书已吊销', 'certificate revoked'],
  badCertificate: ['证书无效', 'invalid certificate'],
  badCheckpoint: ['检查点无效', 'invalid checkpoint'],
  checkpointMismatch: ['与检查点不符：此后有条目被改写', 'differs from a checkpoint: entries from here on were rewritten'],
  truncated: ['日志末尾被截去', 'the end of the log was cut off'],
  badCosignature: ['见证签名不符', 'a witness signature does not match'],
  badDeed: ['文书不能成立', 'a deed that does not stand'],
  approvalMissing: ['查阅没有批准', 'a viewing without an approval'],
  approvalInvalid: ['查阅所据的批准无效', 'a viewing whose approval does not hold'],
  registrationMissing: ['查阅没有保管人登记', "a viewing without a custodian's registration"],
}

export const noticeWords: Readonly<Record<LogNoticeType, readonly [zh: string, en: string]>> = {
  clockForward: ['时钟前移（休眠或调整）', 'the clock went forward (sleep, or set)'],
  beforeEnrolment: ['有条目早于证书', 'entries from before the certificate'],
  unknownWitness: ['见证方证书不在包内', 'the certificate of a witness is not in the bundle'],
  unknownKind: ['较新版本的条目种类', 'an entry kind of a later version'],
  noCheckpoint: ['最后检查点之后的条目只有设备签名', 'entries after the last checkpoint rest on the device key alone'],
  viewingUnfinished: ['查阅没有结束记录', 'a viewing without an end'],
  urgentViewing: ['紧急查阅', 'urgent viewing'],
  viewingUnapproved: ['早期版本的查阅，没有批准', 'a viewing of the first version, without an approval'],
}

export const endWords: Readonly<Record<string, string>> = {
  closed: '结束 closed',
  blockMismatch: '校验不符 check failed',
  driveGone: '介质拔出 drive gone',
  locked: '锁定 locked',
  expired: '批准到期 approval ran out',
  withdrawn: '批准撤回 approval withdrawn',
  recovered: '中断 recovered',
}

export const purposeWords: Readonly<Record<string, string>> = {
  litigation: '诉讼 litigation',
  supervision: '执法监督 supervision',
  caseStudy: '案情研判 case study',
  casework: '办案 casework',
  other: '其他 other',
}
