// What a role may be permitted to do, in words.

import type { Act } from '../../core/policy/acts.ts'
import { makeWords } from './makeWords.ts'

const zh: Record<Act, string> = {
  indexDrive: '建立介质目录', registerDrive: '登记介质', collect: '采集与接收移交', writeFieldNote: '填写执勤记录', explainGap: '说明中断', acknowledgeReport: '审阅情况报告', requestViewing: '申请查阅', approveViewing: '批准查阅', registerViewing: '登记查阅', watch: '查阅',
  extractEvidence: '提取证据', approveRelease: '批准调取', placeHold: '留存与解除', approveDisposal: '批准处置', recordDisposal: '办理处置', verifyLogs: '核验日志', cosignHeads: '见证检查点', exportFindings: '导出问题', enrol: '登记人员与设备', chooseProfile: '采用制度配置', keepCase: '管理案卷', classify: '定密', answerFinding: '答复问题',
}
const en: Record<Act, string> = {
  indexDrive: 'Index drives', registerDrive: 'Register drives', collect: 'Collect, take over', writeFieldNote: 'Write field notes', explainGap: 'Explain gaps', acknowledgeReport: 'Acknowledge reports', requestViewing: 'Ask to view', approveViewing: 'Approve viewings', registerViewing: 'Register viewings', watch: 'Watch',
  extractEvidence: 'Extract evidence', approveRelease: 'Approve releases', placeHold: 'Place and lift holds', approveDisposal: 'Approve disposals', recordDisposal: 'Record disposals', verifyLogs: 'Verify logs', cosignHeads: 'Cosign heads', exportFindings: 'Export findings', enrol: 'Enrol people and devices', chooseProfile: 'Adopt policy profiles', keepCase: 'Keep cases', classify: 'Classify', answerFinding: 'Answer findings',
}

export const actWords = makeWords(zh, en)
