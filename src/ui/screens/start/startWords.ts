// Words of the first start, of joining and of unlocking.

import { makeWords } from '../../i18n/makeWords.ts'

export const startWords = makeWords(
  {
    product: '执影 Fieldreel', what: '为放在移动介质上的执法音像记录建目录、取指纹，供人查阅，并证明谁看过什么。', offline: '一切在本机完成，没有网络也能用；原始文件只读取，从不改动。',
    create: '建立单位', join: '加入已有单位', createAbout: '这台电脑是本单位的第一台。', joinAbout: '本单位已在别的电脑上建立：这里生成一份申请文件，交管理员签发证书。',
    unit: '单位名称', unitHint: '与正式文书一致', person: '姓名', officerNumber: '警号或执法证号', device: '本机名称', deviceHint: '日志里以此名出现，如“一中队 笔记本2”', deviceDefault: '笔记本电脑', passphrase: '口令', passphraseAgain: '再输一次口令',
    passphraseWarning: '口令不能找回，也没有人能重设。忘记口令，本机的密钥就不能再用；日志和已取的指纹仍可由他人核验。',
    'strength.empty': '至少10个字符；几个不相干的词连起来最好', 'strength.short': (left: number) => `还差${left}个字符`, 'strength.weak': '太好猜：不要重复或连续的字符', 'strength.fair': '可以', 'strength.good': '很好',
    differ: '两次输入不同', needed: '请填写',
    signs: '将在本机生成并签署', signsRoot: (unit: string) => `“${unit}”的根密钥与签发密钥`, signsDevice: (device: string) => `设备“${device}”的密钥，用来签署日志的每一条`, signsPerson: (person: string) => `${person}的个人密钥与证书（管理员）`, signsLog: '日志的第0条：本机于何时启用', signsKept: '密钥用口令加密后存在本机，不会外传。',
    doCreate: '签署并建立', doRequest: '生成申请文件', working: '正在生成密钥…',
    requestedTitle: '等待证书', requestedAbout: (person: string, unit: string) => `${person}申请加入“${unit}”。把申请文件交给管理员；拿到证书文件后在这里打开。`, requestId: '申请编号', requestIdAbout: '请管理员核对它与其屏幕上的编号相同', openCertificate: '打开证书文件', startOver: '重新填写申请', startOverSure: '放弃这份申请？', startOverAbout: '这份申请的密钥作废，为它签发的证书在本机不能再用。别的都不受影响。', startOverKeep: '保留申请', startOverDo: '放弃并重新填写', requestMade: '申请文件已生成', byPasskey: '用通行密钥', handRequest: '申请文件可以再取一次：', nobodyLeft: '能在本机工作的人都已被吊销。请由管理员重新登记。',
    steps1: '把申请文件（U盘、内网均可）交给管理员', steps2: '管理员在“设置 → 登记人员与设备”里打开或扫描它，核对后签发', steps3: '把签发的证书文件或二维码带回来，在下面打开或扫描',
    unlockTitle: '解锁', who: '人员', doUnlock: '解锁', unlocking: '正在用口令打开密钥…', unlockSigns: '解锁会在日志里记一条：谁、何时、在这台设备上。', onDevice: (device: string) => `设备：${device}`,
    otherTab: '执影在另一个标签页里打开着', otherTabAbout: '同一本日志只能由一个标签页书写，这样才不会出现两个版本。', otherTabNext: '到那一页继续；或关闭它，再重新打开本页。', reload: '重新打开本页',
    language: '语言',
  },
  {
    product: 'Fieldreel 执影', what: 'Catalogues and fingerprints law-enforcement recordings on removable drives, lets people watch them, and proves who watched what.', offline: 'Everything happens on this device and works without a network; original files are only read, never changed.',
    create: 'Create a unit', join: 'Join a unit', createAbout: 'This is the first computer of your unit.', joinAbout: 'Your unit exists on another computer: a request file is made here, and its administrator issues a certificate.',
    unit: 'Unit', unitHint: 'As on official documents', person: 'Name', officerNumber: 'Officer number', device: 'Name of this device', deviceHint: 'Shown in the log, such as “Team 1 laptop 2”', deviceDefault: 'Laptop', passphrase: 'Passphrase', passphraseAgain: 'Passphrase again',
    passphraseWarning: 'A passphrase cannot be recovered and nobody can reset it. Without it the keys of this device are lost; its log and fingerprints can still be verified by others.',
    'strength.empty': 'At least 10 characters; a few unrelated words are best', 'strength.short': (left) => `${left} more ${left === 1 ? 'character' : 'characters'}`, 'strength.weak': 'Easy to guess: avoid repeated or running characters', 'strength.fair': 'Fair', 'strength.good': 'Good',
    differ: 'The two are different', needed: 'Please fill in',
    signs: 'Made and signed on this device', signsRoot: (unit) => `Root and issuing keys of “${unit}”`, signsDevice: (device) => `The key of device “${device}”, which signs every log entry`, signsPerson: (person) => `${person}'s own key and certificate (administrator)`, signsLog: 'Entry 0 of the log: when this device was taken into use', signsKept: 'Keys are stored here, encrypted with the passphrase, and never leave.',
    doCreate: 'Sign and create', doRequest: 'Make request file', working: 'Making keys…',
    requestedTitle: 'Waiting for the certificate', requestedAbout: (person, unit) => `${person} asks to join “${unit}”. Give the request file to the administrator, and open the certificate file here.`, requestId: 'Request number', requestIdAbout: 'The administrator should see the same number', openCertificate: 'Open certificate file', startOver: 'Fill in a new request', startOverSure: 'Drop this request?', startOverAbout: 'Its keys are given up: a certificate issued for it can no longer be used here. Nothing else is affected.', startOverKeep: 'Keep the request', startOverDo: 'Drop it and start again', requestMade: 'Request file made', byPasskey: 'Use passkey', handRequest: 'The request can be taken again:', nobodyLeft: 'Everybody who could work on this device has been revoked. An administrator must enrol somebody anew.',
    steps1: 'Give the request file to the administrator, by USB stick or network', steps2: 'The administrator opens or scans it under Settings → Enrolment, checks it and issues a certificate', steps3: 'Bring the certificate back as a file or QR code and open or scan it below',
    unlockTitle: 'Unlock', who: 'Person', doUnlock: 'Unlock', unlocking: 'Opening the keys with the passphrase…', unlockSigns: 'Unlocking is recorded in the log: who, when, on this device.', onDevice: (device) => `Device: ${device}`,
    otherTab: 'Fieldreel is open in another tab', otherTabAbout: 'Only one tab may write a log, so that it never exists in two versions.', otherTabNext: 'Go on there, or close it and open this page again.', reload: 'Open this page again',
    language: 'Language',
  },
)
