// Words of the log screen: viewings, entries, verification.

import type { EntryKind } from '../../../core/log/kinds.ts'
import type { LogProblemType } from '../../../core/log/problems.ts'
import type { ViewingRow } from '../../../app/app.ts'
import { makeWords } from '../../i18n/makeWords.ts'

const kindsZh: Record<`kind.${EntryKind}`, string> = {
  'kind.log-open': '启用日志', 'kind.certificate': '证书', 'kind.session-open': '解锁', 'kind.session-close': '锁定', 'kind.drive-register': '登记介质', 'kind.drive-scan': '扫描介质', 'kind.finding': '问题', 'kind.deed': '文书', 'kind.attachment': '文书附件', 'kind.deed-refused': '拒收的文书', 'kind.view-open': '查阅登记', 'kind.view-interval': '看过的区间', 'kind.view-close': '查阅结束', 'kind.view-recovered': '中断后补记', 'kind.marker': '标记', 'kind.gap-explained': '中断说明', 'kind.witness': '见证', 'kind.bundle-export': '导出',
}
const kindsEn: Record<`kind.${EntryKind}`, string> = {
  'kind.log-open': 'Log opened', 'kind.certificate': 'Certificate', 'kind.session-open': 'Unlocked', 'kind.session-close': 'Locked', 'kind.drive-register': 'Drive registered', 'kind.drive-scan': 'Drive scanned', 'kind.finding': 'Finding', 'kind.deed': 'Deed', 'kind.attachment': 'Attachment of a deed', 'kind.deed-refused': 'Deed refused', 'kind.view-open': 'Viewing registered', 'kind.view-interval': 'Watched', 'kind.view-close': 'Viewing ended', 'kind.view-recovered': 'Recovered', 'kind.marker': 'Marker', 'kind.gap-explained': 'Gap explained', 'kind.witness': 'Witnessed', 'kind.bundle-export': 'Exported',
}
const endedZh: Record<`ended.${ViewingRow['ended']}`, string> = { 'ended.closed': '正常结束', 'ended.blockMismatch': '校验不符而停止', 'ended.driveGone': '介质拔出', 'ended.locked': '锁定而停止', 'ended.expired': '批准到期而停止', 'ended.withdrawn': '批准被撤回而停止', 'ended.recovered': '程序中断，结束时间不明', 'ended.running': '进行中' }
const endedEn: Record<`ended.${ViewingRow['ended']}`, string> = { 'ended.closed': 'ended normally', 'ended.blockMismatch': 'stopped: check failed', 'ended.driveGone': 'drive unplugged', 'ended.locked': 'stopped: locked', 'ended.expired': 'stopped: approval ran out', 'ended.withdrawn': 'stopped: approval withdrawn', 'ended.recovered': 'program was killed; end unknown', 'ended.running': 'running' }
const problemsZh: Record<`problem.${LogProblemType}`, string> = {
  'problem.malformed': '条目不合格式', 'problem.wrongLog': '属于另一本日志的条目', 'problem.wrongGenesis': '第0条不是本日志的启用条目', 'problem.missing': '缺少条目', 'problem.repeated': '重复的条目', 'problem.outOfOrder': '条目次序不对', 'problem.forked': '同一序号有两种内容', 'problem.chainBroken': '与前一条对不上：其中一条被改过', 'problem.badSignature': '签名不符', 'problem.clockJump': '电脑时钟被往回调过', 'problem.viewingNotOpen': '没有登记就有查阅记录', 'problem.recordingNotRegistered': '看过的记录不在登记范围内', 'problem.noSession': '登记人当时没有解锁本机', 'problem.badPersonSignature': '本人签名不符', 'problem.unenrolled': '没有有效证书', 'problem.revoked': '证书已吊销', 'problem.badCertificate': '证书不属于本单位', 'problem.badCheckpoint': '检查点无效', 'problem.checkpointMismatch': '与检查点不符：日志被改写过', 'problem.truncated': '日志结尾被截掉', 'problem.badCosignature': '见证签名不符',
}
const problemsEn: Record<`problem.${LogProblemType}`, string> = {
  'problem.malformed': 'Entry is malformed', 'problem.wrongLog': 'Entry of another log', 'problem.wrongGenesis': 'Entry 0 does not open this log', 'problem.missing': 'Entries are missing', 'problem.repeated': 'Repeated entry', 'problem.outOfOrder': 'Entries are out of order', 'problem.forked': 'One number with two contents', 'problem.chainBroken': 'Does not follow the entry before: one of them was changed', 'problem.badSignature': 'Signature does not match', 'problem.clockJump': 'The computer’s clock was set back', 'problem.viewingNotOpen': 'Watched without registration', 'problem.recordingNotRegistered': 'Watched a recording that was not registered', 'problem.noSession': 'Registered by somebody who had not unlocked the device', 'problem.badPersonSignature': 'The person’s signature does not match', 'problem.unenrolled': 'No valid certificate', 'problem.revoked': 'Certificate was revoked', 'problem.badCertificate': 'Certificate is not of this unit', 'problem.badCheckpoint': 'Checkpoint is not valid', 'problem.checkpointMismatch': 'Differs from a checkpoint: the log was rewritten', 'problem.truncated': 'The end of the log was cut off', 'problem.badCosignature': 'A witness’s signature does not match',
}

export const logWords = makeWords(
  {
    ...kindsZh, ...endedZh, ...problemsZh,
    'certificate.root': '单位根密钥', 'certificate.authority': '签发密钥', 'certificate.device': '设备', 'certificate.person': '人员', 'certificate.witness': '见证方', 'certificate.auditor': '监督人员', revocation: (serial: string) => `吊销证书${serial}`,
    title: '日志', viewings: '查阅', entries: '条目', verification: '核验', print: '打印',
    person: '查阅人', recording: '音像记录', anybody: '全部查阅人', anyRecording: '全部音像记录', count: (n: number) => `${n}次查阅`,
    noViewings: '还没有查阅记录', noViewingsAbout: '每一次查阅都会在这里：谁、何时、为什么、看了哪几秒。打开一次执法过程并登记，就有第一条。', toArchive: '到档案', noneFound: '没有符合条件的查阅', noneFoundAbout: '换一个查阅人或记录，或清除筛选。', clearFilter: '清除筛选',
    watchedSum: (seconds: string) => `共看${seconds}`, nothingWatched: '没有看到任何画面', stills: (n: number) => `${n}幅单幅画面`, atSpeed: (rate: string) => `（${rate}倍速）`, openedAt: '登记', goneSession: '不在目录中', notOnServer: '尚未到服务器',
    openWatched: '看过的区间', why: '目的、案号、事由', scanned: (files: string, recordings: string) => `${files}个文件，${recordings}份音像记录`, scanChanged: (n: string) => `内容变了${n}份`, scanMissing: (n: string) => `不见了${n}份`, exportedEntries: (n: string) => `${n}条`, more: (n: number) => `另有${n}段`, moreRecordings: (n: number) => `另有${n}份音像记录`,
    whichLog: '哪一本日志', ownLog: '本机', seq: '序号', time: '时间', kind: '内容', where: '所在', noEntries: '这本日志还没有条目', noEntriesAbout: '每一件发生过的事都是一条，签名之后才算数。', unreadable: '这一条读不出来', leaf: '叶子（本条指纹）', prev: '前一条', signature: '签名', boot: '启动编号', mono: '开机后', bytes: (n: number) => `${n}字节`, unknownKind: '这个版本不认识的条目，原样保存',
    verifyAbout: '逐条核对签名、前后相扣、序号、时钟和检查点。核验说明日志自上次见证以来没有被改写；一台单独的设备可以改写到上次见证为止，不能更早。', verify: '核验全部日志', verifying: (done: string, total: string) => `${done} / ${total}条`, neverVerified: '尚未核验', verifiedAt: '核验于', noProblems: '没有问题', problems: (n: number) => `${n}个问题`, atSeq: (seq: number) => `第${seq}条`,
    entriesCount: '条目', entriesOf: (n: string, last: string) => `${n}条（第0–${last}条）`, range: '时间范围', root: '根', checkpoint: '检查点', checkpointAt: (n: string) => `涵盖前${n}条`, noCheckpoint: '还没有', witnesses: '见证', noWitness: '这个检查点还没有人见证', onServer: '服务器上', ofEntries: (n: string, of: string) => (n === of ? `全部${n}条` : n === '0' ? '还没有' : `前${n}条，共${of}条`), logName: '日志', copyNote: '复制检查点',
    export: '导出', exportAbout: '把这里的全部日志、证书和检查点写成一个文件，交给监督人员。任何人都可以在另一台电脑上用独立的程序核验它：', exportIt: '导出核验包', exported: '已导出', fileHash: '文件SHA-256', command: '核验命令', noLogs: '还没有日志', noLogsAbout: '建立单位之后，本机的日志从第0条开始。',
    printedTitle: '查阅记录', printedAt: '打印于', printedBy: '打印人', unit: '单位',
  },
  {
    ...kindsEn, ...endedEn, ...problemsEn,
    'certificate.root': 'Root key of the unit', 'certificate.authority': 'Issuing key', 'certificate.device': 'Device', 'certificate.person': 'Person', 'certificate.witness': 'Witness', 'certificate.auditor': 'Auditor', revocation: (serial) => `Certificate ${serial} revoked`,
    title: 'Log', viewings: 'Viewings', entries: 'Entries', verification: 'Verification', print: 'Print',
    person: 'Viewer', recording: 'Recording', anybody: 'All viewers', anyRecording: 'All recordings', count: (n) => `${n} ${n === 1 ? 'viewing' : 'viewings'}`,
    noViewings: 'No viewings yet', noViewingsAbout: 'Every viewing will be here: who, when, why, and which seconds. Open a session and register to make the first.', toArchive: 'To the archive', noneFound: 'No viewing fits', noneFoundAbout: 'Choose another viewer or recording, or clear the filter.', clearFilter: 'Clear filter',
    watchedSum: (seconds) => `${seconds} watched`, nothingWatched: 'no picture was seen', stills: (n) => `${n} still ${n === 1 ? 'picture' : 'pictures'}`, atSpeed: (rate) => ` (at ${rate}×)`, openedAt: 'Registered', goneSession: 'not in the catalogue', notOnServer: 'not on the server yet',
    openWatched: 'Watched', why: 'Purpose, case, reason', scanned: (files, recordings) => `${files} files, ${recordings} recordings`, scanChanged: (n) => `${n} changed`, scanMissing: (n) => `${n} missing`, exportedEntries: (n) => `${n} entries`, more: (n) => `${n} more`, moreRecordings: (n) => `${n} more ${n === 1 ? 'recording' : 'recordings'}`,
    whichLog: 'Which log', ownLog: 'this device', seq: 'No.', time: 'Time', kind: 'What', where: 'Where', noEntries: 'This log has no entries yet', noEntriesAbout: 'Everything that happens is one entry, and counts only once it is signed.', unreadable: 'This entry cannot be read', leaf: 'Leaf (its fingerprint)', prev: 'Entry before', signature: 'Signature', boot: 'Start', mono: 'Since start', bytes: (n) => `${n} bytes`, unknownKind: 'A kind this version does not know, kept as it is',
    verifyAbout: 'Checks every signature, that each entry follows the one before, numbers, clocks and checkpoints. It says the log was not rewritten since it was last witnessed; a lone device can rewrite its log back to its last witnessed head, and no further.', verify: 'Verify all logs', verifying: (done, total) => `${done} / ${total} entries`, neverVerified: 'Not verified yet', verifiedAt: 'Verified', noProblems: 'No problems', problems: (n) => `${n} ${n === 1 ? 'problem' : 'problems'}`, atSeq: (seq) => `entry ${seq}`,
    entriesCount: 'Entries', entriesOf: (n, last) => `${n} (no. 0–${last})`, range: 'From – to', root: 'Root', checkpoint: 'Checkpoint', checkpointAt: (n) => `covers the first ${n} entries`, noCheckpoint: 'none yet', witnesses: 'Witnesses', noWitness: 'nobody yet, for this checkpoint', onServer: 'On the server', ofEntries: (n, of) => (n === of ? `all ${n}` : n === '0' ? 'none yet' : `the first ${n} of ${of}`), logName: 'Log', copyNote: 'Copy checkpoint',
    export: 'Export', exportAbout: 'Writes all logs here, their certificates and checkpoints as one file for the auditor. Anybody can check it on another computer with a separate program:', exportIt: 'Export bundle', exported: 'Exported', fileHash: 'SHA-256 of the file', command: 'Command', noLogs: 'No logs yet', noLogsAbout: 'Once a unit is created the log of this device begins with entry 0.',
    printedTitle: 'Viewings', printedAt: 'Printed', printedBy: 'by', unit: 'Unit',
  },
)
