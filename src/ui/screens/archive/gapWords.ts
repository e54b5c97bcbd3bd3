// Words of the gap table and of explaining a gap.

import { makeWords } from '../../i18n/makeWords.ts'

export const gapWords = makeWords(
  {
    title: '中断', span: '起止', length: '时长', why: '原因与说明', notExplained: '未说明', listed: (what: string) => `播放列表：${what}`, explain: '说明', explainAgain: '补充说明', explainThis: (span: string) => `说明${span}的中断`,
    cause: '中断原因', chooseCause: '请选择', statement: '书面说明', statementHint: '写入日志并由本机签名；以后只能补充，不能改写', marker: '语音说明', noMarker: '没有，用书面说明', markerAt: (time: string, text: string) => `${time} ${text}`, markerGone: '语音说明的标记已撤回，或不在本机',
    by: (person: string, time: string) => `${person}，${time}`, earlier: (n: number) => `此前还有${n}次说明`, sign: '签署说明', mayNot: (roles: string) => `中断由${roles}说明`, voiceHint: '查阅时在恢复记录处加“中断说明”标记，就能在这里选用',
  },
  {
    title: 'Gaps', span: 'From – to', length: 'Length', why: 'Cause and statement', notExplained: 'Not explained', listed: (what) => `Playlist: ${what}`, explain: 'Explain', explainAgain: 'Add to it', explainThis: (span) => `Explain the gap ${span}`,
    cause: 'Cause', chooseCause: 'Choose one', statement: 'Written statement', statementHint: 'Goes into the log, signed by this device; can be added to, never rewritten', marker: 'Explained by voice', noMarker: 'No, in writing', markerAt: (time, text) => `${time} ${text}`, markerGone: 'The marker was withdrawn, or is not on this device',
    by: (person, time) => `${person}, ${time}`, earlier: (n) => `${n} earlier ${n === 1 ? 'explanation' : 'explanations'}`, sign: 'Sign the explanation', mayNot: (roles) => `Gaps are explained by: ${roles}`, voiceHint: 'Set a “Why interrupted” marker where recording goes on, while watching, to choose it here',
  },
)
