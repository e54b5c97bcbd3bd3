// What each kind of Deed 文书 is called, and why one does not stand.

import type { DeedType } from '../../core/deeds/deedKinds.ts'
import type { DeedFault } from '../../core/deeds/judgeDeed.ts'
import { makeWords } from './makeWords.ts'

type Words = Record<`deed.${DeedType}`, string> & Record<`fault.${DeedFault}`, string> & { readonly deed: string }

const zh: Words = {
  deed: '文书',
  'deed.request': '申请', 'deed.approval': '批准', 'deed.refusal': '不予批准', 'deed.withdrawal': '撤回', 'deed.registration': '查阅登记', 'deed.profile': '采用制度配置', 'deed.activityList': '导入音像记录清单', 'deed.classification': '定密',
  'deed.recorder': '登记执法记录仪', 'deed.clockReading': '读取记录仪时钟', 'deed.preUse': '使用前检查', 'deed.workFlag': '与工作无关标注', 'deed.activity': '执法活动登记', 'deed.exemption': '不记录情况说明', 'deed.acknowledgement': '负责人已阅', 'deed.noticeNote': '未告知说明',
  'deed.case': '立卷', 'deed.caseLink': '归入案卷', 'deed.caseUnlink': '移出案卷', 'deed.caseClosing': '结案', 'deed.caseReopening': '重新开卷', 'deed.receipt': '音像记录回执',
  'deed.driveRole': '登记介质用途', 'deed.duty': '执勤登记', 'deed.dutyReturn': '返回登记', 'deed.handOver': '移交', 'deed.hold': '留存', 'deed.lift': '解除留存', 'deed.category': '归入保存类别', 'deed.disposal': '处置', 'deed.disposalCheck': '处置核对', 'deed.findingAnswer': '答复问题', 'deed.piece': '制作件',
  'fault.malformed': '格式不符', 'fault.unknownType': '较新版本的文书，本版不能判断', 'fault.badSignature': '签名不符，内容被改动过', 'fault.otherAgency': '不是本单位的文书', 'fault.unenrolled': '签署人没有有效证书', 'fault.revoked': '签署人的证书已吊销', 'fault.roleNotAllowed': '签署人的身份无权办理', 'fault.futureDated': '署期晚于收到的时间',
}
const en: Words = {
  deed: 'Deed',
  'deed.request': 'Request', 'deed.approval': 'Approval', 'deed.refusal': 'Refusal', 'deed.withdrawal': 'Withdrawal', 'deed.registration': 'Registration', 'deed.profile': 'Policy profile adopted', 'deed.activityList': 'Recording list imported', 'deed.classification': 'Classification',
  'deed.recorder': 'Recorder registered', 'deed.clockReading': 'Recorder clock read', 'deed.preUse': 'Check before use', 'deed.workFlag': 'Flag: unrelated to work', 'deed.activity': 'Activity registered', 'deed.exemption': 'Exemption note', 'deed.acknowledgement': 'Acknowledged by a head', 'deed.noticeNote': 'Why no notice was given',
  'deed.case': 'Case opened or renamed', 'deed.caseLink': 'Attached to a case', 'deed.caseUnlink': 'Taken off a case', 'deed.caseClosing': 'Case closed', 'deed.caseReopening': 'Case reopened', 'deed.receipt': 'Receipt',
  'deed.driveRole': 'Use of a drive', 'deed.duty': 'Duty declared', 'deed.dutyReturn': 'Return declared', 'deed.handOver': 'Hand-over', 'deed.hold': 'Hold', 'deed.lift': 'Hold lifted', 'deed.category': 'Retention category', 'deed.disposal': 'Disposal', 'deed.disposalCheck': 'Disposal checked', 'deed.findingAnswer': 'Answer to a finding', 'deed.piece': 'Piece made',
  'fault.malformed': 'malformed', 'fault.unknownType': 'of a later version, not judged here', 'fault.badSignature': 'the signature does not match: it was changed', 'fault.otherAgency': 'of another unit', 'fault.unenrolled': 'its signer has no valid certificate', 'fault.revoked': "its signer's certificate was revoked", 'fault.roleNotAllowed': "its signer's role does not permit it", 'fault.futureDated': 'dated later than it was received',
}

export const deedWords = makeWords(zh, en)

export const isDeedFault = (text: string): text is DeedFault => Object.hasOwn(zh, `fault.${text}`)
