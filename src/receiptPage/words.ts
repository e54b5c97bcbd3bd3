// What the page says, in Chinese and English.

import type { ReceiptProblemType } from '../core/cases/checkReceipt.ts'

export type Language = 'zh-CN' | 'en'

let chosen: Language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en'
export const language = (): Language => chosen
export const setLanguage = (next: Language): void => void (chosen = next)

interface Words {
  readonly title: string
  readonly about: string
  readonly steps: readonly string[]
  readonly drop: string
  readonly dropMedia: string
  readonly choose: string
  readonly chooseMedia: string
  readonly otherLanguage: string
  readonly notReceipt: string
  readonly unreadable: (name: string) => string
  readonly good: string
  readonly bad: string
  readonly badAbout: string
  readonly party: string
  readonly why: string
  readonly caseNumber: string
  readonly signed: string
  readonly receiptId: string
  readonly filed: string
  readonly root: string
  readonly rootAbout: (unit: string) => string
  readonly rootField: string
  readonly rootSame: string
  readonly rootDiffers: string
  readonly recording: (n: number, all: number) => string
  readonly name: string
  readonly size: string
  readonly recorder: string
  readonly officer: string
  readonly span: string
  readonly clock: Readonly<Record<string, string>>
  readonly clockUnset: string
  readonly offset: (seconds: number, within: number) => string
  readonly path: string
  readonly fixed: string
  readonly fixedAt: (seq: number, time: string, device: string) => string
  readonly checkpoint: string
  readonly witnesses: string
  readonly noWitness: string
  readonly bracket: string
  readonly bracketText: (from: string | null, to: string | null) => string
  readonly media: string
  readonly mediaWaiting: string
  readonly hashing: (percent: number, rate: string) => string
  readonly mediaSame: (name: string) => string
  readonly mediaOther: (name: string) => string
  readonly mediaFailed: (name: string, detail: string) => string
  readonly proves: string
  readonly proven: readonly string[]
  readonly notProves: string
  readonly notProven: readonly string[]
  readonly logId: string
  readonly problem: Readonly<Record<ReceiptProblemType, string>>
  readonly ofRecording: (n: number) => string
  readonly footer: string
}

const zh: Words = {
  title: '音像记录回执核验',
  about: '本页在您自己的电脑上核验回执和音像文件，不连接网络，也不上传任何内容。',
  steps: ['放入回执文件（*.fieldreel-receipt）。', '放入您手中的音像文件，逐字节计算指纹，与回执比对。', '把单位根公钥与该单位公布的核对一遍：这一步只能由您来做。'],
  drop: '把回执文件和音像文件拖到这里，或',
  dropMedia: '把音像文件拖到这里比对，或',
  choose: '选择文件…',
  chooseMedia: '选择音像文件…',
  otherLanguage: 'English',
  notReceipt: '这不是回执文件。',
  unreadable: (name) => `“${name}”不能作为回执读取。`,
  good: '回执完整：签名、证书、日志证明全部相符。',
  bad: '回执不能采信：',
  badAbout: '其中有被改动、缺失或不属于该单位的部分。请向出具单位索取一份新的回执。',
  party: '出具给', why: '事由', caseNumber: '案号', signed: '签署', receiptId: '回执编号', filed: '登记',
  root: '单位根公钥',
  rootAbout: (unit) => `回执中的证书都追溯到这把公钥，它自称属于“${unit}”。任何人都能造一把公钥：请与该单位公布的根公钥核对。`,
  rootField: '把单位公布的根公钥粘贴到这里比对',
  rootSame: '✓ 与您输入的根公钥相同。', rootDiffers: '✗ 与您输入的不同：这份回执不是该单位出具的。',
  recording: (n, all) => (all > 1 ? `音像记录 ${n}/${all}` : '音像记录'),
  name: '文件名', size: '大小', recorder: '执法记录仪', officer: '警号', span: '起止时间',
  clock: { name: '按记录仪文件名', container: '按文件内时间', exif: '按照片 EXIF', gps: '按 GPS', fileSystem: '按文件系统时间' },
  clockUnset: '记录仪时钟未设置，时间不可信',
  offset: (seconds, within) => `记录仪时钟偏差已测，应加 ${seconds} 秒（±${within} 秒）`,
  path: '介质上的路径', fixed: '指纹写入日志',
  fixedAt: (seq, time, device) => `第 ${seq} 条，${time}（按“${device}”的时钟）`,
  checkpoint: '检查点', witnesses: '见证', noWitness: '没有见证：只有该设备自己担保它没有改写过日志。',
  bracket: '时间范围',
  bracketText: (from, to) => (from && to ? `不早于 ${from}，不晚于 ${to}（按见证方的时钟）` : to ? `不晚于 ${to}（按见证方的时钟）；不早于：没有见证` : from ? `不早于 ${from}（按见证方的时钟）；不晚于：没有见证` : '没有见证方的时间，只有设备自己的时钟'),
  media: '文件核对', mediaWaiting: '还没有放入音像文件。也可以自己计算：',
  hashing: (percent, rate) => `正在计算指纹：${percent}%，${rate}`,
  mediaSame: (name) => `✓ “${name}”与回执逐字节相同。`,
  mediaOther: (name) => `✗ “${name}”不是回执中的任何一件：内容不同，哪怕只差一个字节。`,
  mediaFailed: (name, detail) => `“${name}”读取失败：${detail}`,
  proves: '这证明了什么',
  proven: ['指纹相符的文件，自写入日志起内容没有变过，一个字节也没有。', '该指纹在上述时间范围内已写入该设备的日志；有见证的，设备事后无法改写而不被发现。', '回执由上述人员用自己的密钥签署，并已登记在日志中。'],
  notProves: '这没有证明什么',
  notProven: ['画面内容是否真实、是否完整拍摄，不由指纹证明；指纹只证明从取得之后没有变。', '记录仪的时钟是否准确，只按写明的来源和偏差。', '根公钥是否真属于该单位，须由您与单位公布的核对。'],
  logId: '日志', ofRecording: (n) => `音像记录 ${n}：`,
  problem: {
    certificate: '有证书不能追溯到单位根公钥', deed: '回执文书无法读取', deedSignature: '回执文书签署之后被改动过', signer: '签署人没有该单位的有效证书', revoked: '签署人或设备的证书已吊销', notFiled: '回执文书与日志中登记的不一致', entrySignature: '日志条目的设备签名不符',
    device: '设备没有该单位的证书', notInLog: '证明不能把条目接到检查点', checkpoint: '检查点无法读取，或不是该设备签署的', cosignature: '见证签名不符', notInManifest: '证明不能把文件接到日志条目', differs: '回执所写与日志固定的内容不一致',
  },
  footer: '执影 Fieldreel 回执核验页。离线运行；也可以用 sha256sum 等公开工具核对指纹。',
}

const en: Words = {
  title: 'Check a recording receipt',
  about: 'This page checks the receipt and the media file on your own computer. It uses no network and uploads nothing.',
  steps: ['Hand in the receipt file (*.fieldreel-receipt).', 'Hand in your media file: its fingerprint is computed from every byte and compared.', 'Compare the unit’s root key with the one the unit published: only you can do this step.'],
  drop: 'Drop the receipt and the media file here, or',
  dropMedia: 'Drop the media file here to compare it, or',
  choose: 'Choose files…',
  chooseMedia: 'Choose the media file…',
  otherLanguage: '中文',
  notReceipt: 'This is no receipt file.',
  unreadable: (name) => `“${name}” cannot be read as a receipt.`,
  good: 'The receipt is whole: signatures, certificates and log proofs all match.',
  bad: 'The receipt cannot be relied on:',
  badAbout: 'Part of it was changed, is missing, or is not of that unit. Ask the unit for a new one.',
  party: 'Issued to', why: 'Why', caseNumber: 'Case number', signed: 'Signed', receiptId: 'Receipt number', filed: 'On record',
  root: 'Root key of the unit',
  rootAbout: (unit) => `All certificates in the receipt lead to this public key, which says it is of “${unit}”. Anybody can make a key: compare it with the one the unit published.`,
  rootField: 'Paste the published root key here to compare',
  rootSame: '✓ The same as the root key you entered.', rootDiffers: '✗ Another than you entered: this receipt is not of that unit.',
  recording: (n, all) => (all > 1 ? `Recording ${n} of ${all}` : 'Recording'),
  name: 'File name', size: 'Size', recorder: 'Recorder', officer: 'Officer no.', span: 'Begin and end',
  clock: { name: 'by the recorder’s file name', container: 'by the time inside the file', exif: 'by EXIF', gps: 'by GPS', fileSystem: 'by the file system' },
  clockUnset: 'The recorder’s clock was not set: no time can be believed',
  offset: (seconds, within) => `the recorder’s clock was measured: add ${seconds} s (±${within} s)`,
  path: 'Path on the drive', fixed: 'Fingerprint in the log',
  fixedAt: (seq, time, device) => `entry ${seq}, ${time} (by the clock of “${device}”)`,
  checkpoint: 'Checkpoint', witnesses: 'Witnesses', noWitness: 'No witness: only the device itself vouches that its log was not rewritten.',
  bracket: 'Time bracket',
  bracketText: (from, to) => (from && to ? `not before ${from}, not after ${to} (by the witness’s clock)` : to ? `not after ${to} (by the witness’s clock); not before: no witness` : from ? `not before ${from} (by the witness’s clock); not after: no witness` : 'no witness’s time, only the clock of the device'),
  media: 'The file', mediaWaiting: 'No media file was handed in yet. You may also compute it yourself:',
  hashing: (percent, rate) => `Computing the fingerprint: ${percent}%, ${rate}`,
  mediaSame: (name) => `✓ “${name}” is the same as in the receipt, byte for byte.`,
  mediaOther: (name) => `✗ “${name}” is none of the recordings of this receipt: its content differs, be it by a single byte.`,
  mediaFailed: (name, detail) => `“${name}” cannot be read: ${detail}`,
  proves: 'What this proves',
  proven: ['A file with this fingerprint has not changed by a single byte since it was entered in the log.', 'The fingerprint was in the device’s log within the time bracket above; where there is a witness, the device cannot rewrite it unnoticed.', 'The receipt was signed by the person named, with their own key, and is on record in the log.'],
  notProves: 'What this does not prove',
  notProven: ['That the footage is true or complete: a fingerprint proves sameness since it was taken, nothing before.', 'That the recorder’s clock was right, beyond the source and offset given.', 'That the root key is really the unit’s: compare it with the one the unit published.'],
  logId: 'Log', ofRecording: (n) => `Recording ${n}: `,
  problem: {
    certificate: 'a certificate does not lead to the root key', deed: 'the receipt deed cannot be read', deedSignature: 'the receipt deed was changed after it was signed', signer: 'the signer has no valid certificate of this unit', revoked: 'the certificate of the signer or the device was revoked', notFiled: 'the deed is not the one on record in the log', entrySignature: 'the device’s signature on an entry does not match',
    device: 'the device has no certificate of this unit', notInLog: 'the proof does not lead from the entry to the checkpoint', checkpoint: 'the checkpoint cannot be read, or is not signed by the device', cosignature: 'a witness’s signature does not match', notInManifest: 'the proof does not lead from the file to the log entry', differs: 'the receipt says something else than the log fixed',
  },
  footer: 'Fieldreel 执影 receipt page. Works offline; fingerprints can also be checked with public tools such as sha256sum.',
}

export const words = (): Words => (chosen === 'en' ? en : zh)
