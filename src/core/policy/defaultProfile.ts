// The default profile: 《行政执法音像记录管理制度》, 黔江区文化和旅游发展委员会, 2020-03-26.

import { articleTexts, markerElements, rolesAndActs, viewingPurposes } from './commonRules.ts'
import { knownProfile, type KnownProfile, type PolicyProfile } from './profile.ts'

const profile: PolicyProfile = {
  format: 1,
  title: { zh: '行政执法音像记录管理制度', en: 'Rules for audio-visual records of administrative enforcement' },
  unit: { zh: '黔江区文化和旅游发展委员会', en: 'Culture and Tourism Commission of Qianjiang District' },
  version: 1,
  issued: '2020-03-26',
  from: '2020-03-26',
  until: null,
  zone: 'Asia/Shanghai',
  // The policy sets no length for a pause inside one enforcement action; half an hour keeps one visit together.
  session: { gapMinutes: 30, seamlessGapMs: 40 },
  // Article 5 asks for the check, not for a tolerance: a minute is what people read off a clock.
  clock: { toleranceSeconds: 60, checkEveryDays: 1, checkBeforeUse: true },
  preUse: { batteryPercent: 50, freeMib: 8 * 1024 },
  activityKinds: [
    { id: 'inspection', label: { zh: '日常检查', en: 'Routine inspection' } },
    { id: 'complaint', label: { zh: '投诉举报', en: 'Complaint or report' } },
    { id: 'evidence', label: { zh: '调查取证与先行登记保存', en: 'Taking evidence, registering and keeping it' } },
    { id: 'service', label: { zh: '证据文书送达', en: 'Serving documents' } },
    { id: 'coercion', label: { zh: '行政强制措施', en: 'Coercive measure' } },
    { id: 'other', label: { zh: '其他', en: 'Other' } },
  ],
  exemptions: [
    { id: 'secretOrPrivate', label: { zh: '涉及国家秘密、商业秘密或个人隐私', en: 'State or commercial secret, or privacy' } },
    { id: 'emergency', label: { zh: '情况紧急', en: 'Emergency' } },
    { id: 'objective', label: { zh: '客观原因无法记录', en: 'Objective cause' } },
  ],
  // Article 8 asks for it at the beginning; how soon is the unit's choice.
  notice: { wording: { zh: '您好,我们是…,本次执法全程录音录像。', en: 'Hello, we are …. This enforcement action is recorded in sound and picture throughout.' }, withinMinutes: 3 },
  elements: markerElements,
  gapCauses: [
    { id: 'fault', label: { zh: '设备故障', en: 'Recorder failed' } },
    { id: 'damage', label: { zh: '设备损坏', en: 'Recorder damaged' } },
    { id: 'weather', label: { zh: '天气恶劣', en: 'Weather' } },
    { id: 'battery', label: { zh: '电量不足', en: 'Battery' } },
    { id: 'storage', label: { zh: '存储空间不足', en: 'Storage full' } },
    { id: 'scene', label: { zh: '场所变化', en: 'Scene changed' } },
  ],
  // The policy names no tolerance; two minutes are more than a recorder takes to close a file.
  editSigns: { toleranceSeconds: 120, software: ['Lavf', 'Lavc', 'FFmpeg', 'HandBrake', 'Adobe', 'Premiere', 'After Effects', 'DaVinci', 'Final Cut', 'iMovie', 'VEGAS', 'EDIUS', 'Camtasia', 'Filmora', 'CapCut', '剪映', '剪辑', '会声会影', '格式工厂', 'FormatFactory', 'Photoshop', 'GIMP', 'Audacity'] },
  handOver: { sameDay: true, hoursAfterReturn: 24 },
  retention: {
    least: { type: 'period', from: 'recorded', months: 12, days: 0 },
    categories: [{ id: 'caseEvidence', label: { zh: '作为案件证据', en: 'Evidence in a case' }, term: { type: 'withCase' } }],
  },
  // Articles 16 and 17 name no number of times, no days and no urgent viewing: all are the unit's choice.
  viewing: { purposes: viewingPurposes, timesAllowed: 0, approvalDays: 7, urgentAllowed: true, urgentApprovalHours: 24 },
  // The policy names no interval; two months is what a unit's own inventory allows.
  audit: { driveUnseenDays: 60 },
  // No article names it; somebody who walks away from a shared laptop must not lend their name.
  device: { idleLockMinutes: 10 },
  roles: rolesAndActs,
  articles: articleTexts,
}

export const defaultProfile: KnownProfile = knownProfile(profile)
