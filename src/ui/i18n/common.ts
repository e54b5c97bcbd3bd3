// Words that several screens say: kinds, roles, purposes, time sources, and the everyday verbs.

import { makeWords } from './makeWords.ts'

export const common = makeWords(
  {
    cancel: '取消', close: '关闭', save: '保存', copy: '复制', copied: '已复制', compare: '比对', details: '详情', retry: '重试', back: '返回', more: '更多', loading: '正在读取…', none: '无', unknown: '未知', yes: '是', no: '否', open: '打开', dismiss: '收起', done: '完成', all: '全部', clear: '清除',
    'kind.video': '视频', 'kind.audio': '音频', 'kind.photo': '照片',
    'role.officer': '执法人员', 'role.custodian': '保管人', 'role.approver': '分管领导', 'role.head': '部门负责人', 'role.viewer': '查阅人', 'role.auditor': '监督人员', 'role.administrator': '管理员',
    'purpose.litigation': '诉讼', 'purpose.supervision': '执法监督', 'purpose.caseStudy': '案情研判', 'purpose.casework': '办案', 'purpose.other': '其他',
    'source.name': '文件名', 'source.playlist': '播放列表', 'source.container': '容器内', 'source.exif': 'EXIF', 'source.gps': 'GPS', 'source.fileSystem': '文件系统',
    'finding.contentChanged': '内容与指纹不符', 'finding.copyMissing': '副本不见了', 'finding.blockMismatch': '播放时校验不符', 'finding.logProblem': '日志有问题', 'finding.clockNotSet': '时钟未设置',
    clockNotSet: '时钟未设置', sessionWord: '执法过程', recorder: '执法记录仪', officer: '警号', drive: '存储介质', recording: '音像记录', copyNoun: '副本', gap: '中断', marker: '标记', fingerprint: '指纹', unknownRecorder: '记录仪不明', pieceFrom: (recorder: string) => `${recorder} · 制作件`,
    compareWith: '与此指纹比对', comparePaste: '把另一处的指纹粘贴到这里', compareSame: (n: number) => `相同：${n}位全部一致`, compareDiffer: '不同：两处不是同一份', compareShort: (n: number) => `请输入${n}位十六进制字符`,
    problemKept: '已保留', problemNext: '接下来', copyDetails: '复制详情', reportList: '问题', ageNow: '刚刚', mayNot: (roles: string) => `这一步由${roles || '无人'}办理`, signedBy: (name: string, number: string) => `由${name}${number ? `（${number}）` : ''}签署，写入日志`, spaceKey: '空格', arriving: '正在与服务器交换，目录还不全：数字和清单会变，交换完再据此办理。',
    whereDevice: '本机', whereServer: '服务器', whereServerNot: '尚未到服务器', whereWitness: (n: number) => `${n}个见证`, whereDrive: (name: string) => `介质“${name}”`,
  },
  {
    cancel: 'Cancel', close: 'Close', save: 'Save', copy: 'Copy', copied: 'Copied', compare: 'Compare', details: 'Details', retry: 'Try again', back: 'Back', more: 'More', loading: 'Reading…', none: 'None', unknown: 'Unknown', yes: 'Yes', no: 'No', open: 'Open', dismiss: 'Dismiss', done: 'Done', all: 'All', clear: 'Clear',
    'kind.video': 'Video', 'kind.audio': 'Audio', 'kind.photo': 'Photo',
    'role.officer': 'Officer', 'role.custodian': 'Custodian', 'role.approver': 'Approver', 'role.head': 'Department head', 'role.viewer': 'Viewer', 'role.auditor': 'Auditor', 'role.administrator': 'Administrator',
    'purpose.litigation': 'Litigation', 'purpose.supervision': 'Supervision', 'purpose.caseStudy': 'Case study', 'purpose.casework': 'Casework', 'purpose.other': 'Other',
    'source.name': 'File name', 'source.playlist': 'Playlist', 'source.container': 'Container', 'source.exif': 'EXIF', 'source.gps': 'GPS', 'source.fileSystem': 'File system',
    'finding.contentChanged': 'Content differs from its fingerprint', 'finding.copyMissing': 'Copy is missing', 'finding.blockMismatch': 'Check failed while playing', 'finding.logProblem': 'Log problem', 'finding.clockNotSet': 'Clock not set',
    clockNotSet: 'Clock not set', sessionWord: 'Session', recorder: 'Recorder', officer: 'Officer no.', drive: 'Drive', recording: 'Recording', copyNoun: 'Copy', gap: 'Gap', marker: 'Marker', fingerprint: 'Fingerprint', unknownRecorder: 'Recorder unknown', pieceFrom: (recorder) => `${recorder} · made piece`,
    compareWith: 'Compare with this fingerprint', comparePaste: 'Paste the one from elsewhere', compareSame: (n) => `Same: all ${n} characters agree`, compareDiffer: 'Different: the two are not the same', compareShort: (n) => `Enter ${n} hexadecimal characters`,
    problemKept: 'Kept', problemNext: 'Next', copyDetails: 'Copy details', reportList: 'Findings', ageNow: 'just now', mayNot: (roles) => `This is for: ${roles || 'nobody'}`, signedBy: (name, number) => `Signed by ${name}${number ? ` (${number})` : ''}, into the log`, spaceKey: 'Space', arriving: 'Exchanging with the server, the catalogue is not complete yet: figures and lists will change. Act on them once it is done.',
    whereDevice: 'This device', whereServer: 'Server', whereServerNot: 'Not on the server yet', whereWitness: (n) => `${n} ${n === 1 ? 'witness' : 'witnesses'}`, whereDrive: (name) => `Drive “${name}”`,
  },
)
