// Words of carrying by file and by QR code.

import { makeWords } from '../../i18n/makeWords.ts'

export const codeWords = makeWords(
  {
    exportFile: '导出文件', showCode: '显示二维码', importFile: '读入文件', scanCode: '扫描二维码',
    codeTitle: '二维码', codeAbout: '让对方的执影扫描，或存成图片、打印出来带过去。几个二维码先后次序不限，读全为止。', codeOf: (index: number, count: number) => `第${index}个，共${count}个`, previous: '上一个', next: '下一个', pause: '停住', cycle: '轮流显示', saveImage: '保存图片', printCodes: '打印',
    tooMuch: '内容太多，放不进二维码', tooMuchNext: '请用文件带过去。', leftOut: '被答复文书所附的清单没有放入：提出申请的一方本来就有。',
    readTitle: '扫描二维码', readAbout: '拖入、粘贴或选择二维码图片，可以多张；也可以用摄像头对着对方的屏幕。', chooseImages: '选择图片', useCamera: '打开摄像头', stopCamera: '关闭摄像头', cameraFailed: (reason: string) => `摄像头打不开（${reason}）`, cameraView: '摄像头画面', progress: (have: number, count: number) => `已读${have}个，共${count}个`, nothingFound: (name: string) => `“${name}”里没有认出执影的二维码`, altered: '二维码读全了，内容却对不上：有一个被改动，或属于别的一组。请从头再扫。',
    broughtTitle: '带来的文书', came: (n: number) => `新收到${n}份`, known: (n: number) => `${n}份本机已有，没有重复登记`, refused: (n: number) => `${n}份没有接受，已记入日志`, statements: (n: number) => `新收到${n}份证书或吊销`, nothing: '文件里没有文书。', certificate: '证书', 'fault.badCertificate': '不是本单位签发的，或被改动过', signedAt: (name: string, when: string) => `${name}，${when}`,
  },
  {
    exportFile: 'Save as file', showCode: 'Show QR code', importFile: 'Open file', scanCode: 'Scan QR code',
    codeTitle: 'QR code', codeAbout: 'Scan it with Fieldreel on the other device, or save it as a picture or print it and take it there. Several codes may be read in any order.', codeOf: (index, count) => `${index} of ${count}`, previous: 'Previous', next: 'Next', pause: 'Hold', cycle: 'Cycle', saveImage: 'Save picture', printCodes: 'Print',
    tooMuch: 'Too much for QR codes', tooMuchNext: 'Take it there as a file.', leftOut: 'The list of what is only answered is left out: whoever asked has it.',
    readTitle: 'Scan QR code', readAbout: 'Drop, paste or choose pictures of the codes, several if need be; or point a camera at the other screen.', chooseImages: 'Choose pictures', useCamera: 'Use camera', stopCamera: 'Stop camera', cameraFailed: (reason) => `The camera cannot be used (${reason})`, cameraView: 'Camera picture', progress: (have, count) => `${have} of ${count} read`, nothingFound: (name) => `No code of Fieldreel was found in “${name}”`, altered: 'All codes were read, but they do not fit together: one was changed or belongs to another set. Please scan them again.',
    broughtTitle: 'What came', came: (n) => `${n} new`, known: (n) => `${n} already here, not entered again`, refused: (n) => `${n} not taken; recorded in the log`, statements: (n) => `${n} new ${n === 1 ? 'certificate or revocation' : 'certificates or revocations'}`, nothing: 'There is nothing in this file.', certificate: 'Certificate', 'fault.badCertificate': 'not issued by this unit, or changed', signedAt: (name, when) => `${name}, ${when}`,
  },
)
