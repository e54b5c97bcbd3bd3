// An example of another unit's profile, in the manner of public-security rules: six months, some categories for ever.

import { defaultProfile } from './defaultProfile.ts'
import { knownProfile, type KnownProfile, type PolicyProfile } from './profile.ts'

const permanent = { type: 'permanent' } as const

const profile: PolicyProfile = {
  ...defaultProfile.profile,
  title: { zh: '现场执法视音频记录规定（示例）', en: 'Rules for video and audio of enforcement on the spot (example)' },
  unit: { zh: '示例单位', en: 'Example unit' },
  issued: '2024-01-01',
  from: '2024-01-01',
  activityKinds: [
    { id: 'call', label: { zh: '接受群众报警或110指令后处警', en: 'Answering a call' } },
    { id: 'check', label: { zh: '当场盘问检查', en: 'Questioning and checking on the spot' } },
    { id: 'evidence', label: { zh: '现场勘查与取证', en: 'Examining the scene, taking evidence' } },
    { id: 'measure', label: { zh: '现场执行强制措施', en: 'Coercive measure on the spot' } },
    { id: 'crowd', label: { zh: '处置群体性事件', en: 'Crowds' } },
    { id: 'other', label: { zh: '其他', en: 'Other' } },
  ],
  retention: {
    least: { type: 'period', from: 'recorded', months: 6, days: 0 },
    categories: [
      { id: 'caseEvidence', label: { zh: '作为行政、刑事案件证据', en: 'Evidence in an administrative or criminal case' }, term: permanent },
      { id: 'obstruction', label: { zh: '阻碍执法、妨害公务', en: 'Obstruction of enforcement' }, term: permanent },
      { id: 'crowd', label: { zh: '重大突发事件、群体性事件', en: 'Grave incidents and crowds' }, term: permanent },
      { id: 'complex', label: { zh: '其他重大、疑难、复杂警情', en: 'Other grave or complex calls' }, term: permanent },
    ],
  },
  // The article texts of the default profile are another policy's.
  articles: [],
}

export const exampleProfile: KnownProfile = knownProfile(profile)
