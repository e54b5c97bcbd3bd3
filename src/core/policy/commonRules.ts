// The parts of a profile that most units share: elements, purposes, roles, and what each article of the default asks.

import type { PolicyProfile } from './profile.ts'

/** Article 10. */
export const markerElements: PolicyProfile['elements'] = [
  { id: 'place', label: { zh: '地点', en: 'Place' } },
  { id: 'time', label: { zh: '时间', en: 'Time' } },
  { id: 'scene', label: { zh: '现场', en: 'Scene' } },
  { id: 'people', label: { zh: '人员', en: 'People' } },
  { id: 'acts', label: { zh: '行为', en: 'Acts' } },
  { id: 'traces', label: { zh: '痕迹物证', en: 'Traces' } },
]

/** Article 17. */
export const viewingPurposes: PolicyProfile['viewing']['purposes'] = [
  { id: 'litigation', label: { zh: '诉讼', en: 'Litigation' } },
  { id: 'supervision', label: { zh: '执法监督', en: 'Supervision' } },
  { id: 'caseStudy', label: { zh: '案情研判', en: 'Case study' } },
  { id: 'casework', label: { zh: '办案', en: 'Casework' } },
  { id: 'other', label: { zh: '其他', en: 'Other' } },
]

export const rolesAndActs: PolicyProfile['roles'] = [
  { id: 'officer', label: { zh: '执法人员', en: 'Officer' }, may: ['indexDrive', 'writeFieldNote', 'explainGap', 'requestViewing', 'watch', 'keepCase'] },
  { id: 'custodian', label: { zh: '保管人', en: 'Custodian' }, may: ['indexDrive', 'registerDrive', 'collect', 'writeFieldNote', 'explainGap', 'registerViewing', 'extractEvidence', 'placeHold', 'recordDisposal', 'keepCase', 'classify', 'verifyLogs'] },
  { id: 'approver', label: { zh: '分管领导', en: 'Approver' }, may: ['approveViewing', 'approveRelease', 'approveDisposal', 'placeHold', 'requestViewing', 'watch', 'classify', 'answerFinding', 'verifyLogs'] },
  { id: 'head', label: { zh: '部门负责人', en: 'Department head' }, may: ['acknowledgeReport', 'requestViewing', 'watch', 'classify', 'answerFinding', 'verifyLogs'] },
  { id: 'viewer', label: { zh: '查阅人', en: 'Viewer' }, may: ['requestViewing', 'watch'] },
  { id: 'auditor', label: { zh: '监督人员', en: 'Auditor' }, may: ['verifyLogs', 'cosignHeads', 'exportFindings', 'answerFinding'] },
  { id: 'administrator', label: { zh: '管理员', en: 'Administrator' }, may: ['enrol', 'chooseProfile', 'registerDrive', 'verifyLogs'] },
]

/** What each article asks, in short; not its wording. */
export const articleTexts: PolicyProfile['articles'] = [
  { number: 1, text: { zh: '保障执法人员和当事人双方的合法权益', en: 'Protects both the officers and the parties' } },
  { number: 2, text: { zh: '照相、录音、录像设备的采集、保存、管理和使用', en: 'Photo, audio and video devices: collecting, keeping, managing, using' } },
  { number: 3, text: { zh: '同步记录、集中管理、规范归档、严格保密', en: 'Record in step, manage centrally, file by standard, keep secret' } },
  { number: 4, text: { zh: '设备只用于执法工作', en: 'Recorders are for work only' } },
  { number: 5, text: { zh: '使用前检查电量、存储空间、系统日期和时间', en: 'Before use: check battery, storage, system date and time' } },
  { number: 6, text: { zh: '六类执法活动应当进行音像记录', en: 'Six kinds of activity must be recorded' } },
  { number: 7, text: { zh: '三种情形可以不记录，事后书面说明理由和依据并报负责人', en: 'Three exemptions; afterwards a note with reason and basis to the head' } },
  { number: 8, text: { zh: '记录开始时告知当事人', en: 'The party is told when recording begins' } },
  { number: 9, text: { zh: '自到达现场至执法结束不间断记录', en: 'Unbroken from arrival to end' } },
  { number: 10, text: { zh: '重点记录地点、时间、现场、人员、行为、痕迹物证', en: 'Place, time, scene, people, acts, traces' } },
  { number: 11, text: { zh: '因故中断的，恢复时语音说明，否则书面说明；不得选择性记录、补录、插入、剪辑', en: 'An interruption is explained by voice on restart, else in writing; no selecting, late recording, inserting or editing' } },
  { number: 12, text: { zh: '专用计算机、移动存储介质或采集设备统一存储', en: 'Dedicated computer, portable disk or collector; unified storage' } },
  { number: 13, text: { zh: '当天移交；异地执勤的，返回后24小时内移交；不得私自留存', en: 'Hand over the same day; after remote work within 24 h of return; no private copies' } },
  { number: 14, text: { zh: '至少保存一年；作为证据的，与案卷保存期限一致', en: 'Keep at least one year; evidence as long as its case' } },
  { number: 15, text: { zh: '提取证据应制作文字说明，刻录光盘，归入案卷', en: 'Evidence copies: written note, on optical disc, into the file' } },
  { number: 16, text: { zh: '查阅须经分管领导同意，由保管人登记后进行', en: 'Viewing: the approver agrees, the custodian registers, then view' } },
  { number: 17, text: { zh: '因诉讼、执法监督、案情研判等需要的，同样办理', en: 'The same for litigation, supervision and case study' } },
  { number: 18, text: { zh: '不得剪接、更改原始记录；未经批准不得对外提供', en: 'Nobody cuts or changes originals; nothing goes out without approval' } },
  { number: 19, text: { zh: '涉及国家秘密、商业秘密的，按保密规定管理', en: 'State and commercial secrets' } },
  { number: 20, text: { zh: '八种违规情形的责任', en: 'Eight kinds of misconduct' } },
  { number: 21, text: { zh: '自印发之日起施行', en: 'In force from issue' } },
]
