// One sentence set for every expected failure, in both languages: what happened, what was kept, what to do next.

import type { FieldreelError } from '../core/errors.ts'
import { common } from './i18n/common.ts'
import { coverText } from './i18n/coverText.ts'
import { formatBytes, formatTime } from './i18n/formats.ts'
import { language } from './i18n/language.ts'
import { refusedText } from './i18n/refusedText.ts'
import { requestStateText } from './i18n/requestStateText.ts'

export interface Message {
  readonly title: string
  readonly kept: string
  readonly next: string
}

type Three = readonly [title: string, kept: string, next: string]

const say = (zh: Three, en: Three): Message => {
  const [title, kept, next] = language() === 'en' ? en : zh
  return { title, kept, next }
}

const short = (hash: string): string => `${hash.slice(0, 4)}…${hash.slice(-4)}`

/** Exhaustive: an error without a sentence does not compile. */
export const messageOf = (error: FieldreelError): Message => {
  switch (error.type) {
    // drives
    case 'PermissionDenied':
      return say(
        [`浏览器不允许读取“${error.name}”`, '目录、指纹和已查到的内容都还在。', '在“介质”里点“重新连接”，并在浏览器的询问中选择允许。'],
        [`The browser was not allowed to read “${error.name}”`, 'Catalogue, fingerprints and everything found so far are kept.', 'Choose “Reconnect” under Drives and allow it when the browser asks.'],
      )
    case 'DriveGone':
      return say(
        [`介质“${error.name}”不在了`, '拔出之前完成的部分都已保存。', '重新插上，会从停下的地方继续。'],
        [`Drive “${error.name}” is gone`, 'Everything finished before it went is saved.', 'Plug it in again; work goes on from where it stopped.'],
      )
    case 'WrongDrive':
      return say(
        [`这不是“${error.expected}”，而是“${error.found}”`, '两个介质的目录都没有改动。', '插上要找的介质，或把这一个作为新介质添加。'],
        [`This is not “${error.expected}” but “${error.found}”`, 'The catalogues of both drives are unchanged.', 'Plug in the drive you want, or add this one as a new drive.'],
      )
    case 'FileGone':
      return say(
        [`找不到文件${error.path}`, '它的指纹和以前的记录还在，标为“不见了”。', '看看是否被移动或改名；其他副本列在详情里。'],
        [`File ${error.path} is not there`, 'Its fingerprint and history are kept, marked “missing”.', 'See whether it was moved or renamed; other copies are listed in its details.'],
      )
    case 'FileChanged':
      return say(
        [`文件${error.path}与登记时不同：原${formatBytes(error.expected.size)}、${formatTime(error.expected.mtime)}，现${formatBytes(error.found.size)}、${formatTime(error.found.mtime)}`, '原来的指纹没有被覆盖。', '重新扫描这个介质；若无人改过它，请报告监督人员。'],
        [`File ${error.path} is not as registered: was ${formatBytes(error.expected.size)}, ${formatTime(error.expected.mtime)}; is ${formatBytes(error.found.size)}, ${formatTime(error.found.mtime)}`, 'The earlier fingerprint was not overwritten.', 'Scan this drive again; if nobody was meant to change it, tell the auditor.'],
      )
    case 'FileUnreadable':
      return say(
        [`文件${error.path}读不出来（${error.reason}）`, '其余文件照常处理。', '下次扫描会再试；若仍失败，介质可能有坏块，请先做整盘备份。'],
        [`File ${error.path} cannot be read (${error.reason})`, 'All other files go on.', 'The next scan tries again; if it still fails the drive may have bad blocks: make a whole copy of it first.'],
      )
    case 'ReadStalled':
      return say(
        [`读取${error.path}时停住了${Math.round(error.afterMs / 1000)}秒`, '之前读到的部分已保存。', '检查接线或换一个接口，再重新扫描。'],
        [`Reading ${error.path} stood still for ${Math.round(error.afterMs / 1000)} s`, 'What was read before is saved.', 'Check the cable or use another port, then scan again.'],
      )
    // content
    case 'EmptyFile':
      return say(['空文件：0字节', '已列出并计数。', '记录仪可能在录制开始时断电；若应有内容，请看其他副本。'], ['Empty file: 0 bytes', 'It is listed and counted.', 'The recorder may have lost power as it began; if it should hold something, look for another copy.'])
    case 'NotMedia':
      return say(['不是视频、音频或照片', '已列出并计数。', '不需要处理。'], ['Not a video, audio or photo file', 'It is listed and counted.', 'Nothing needs to be done.'])
    case 'DamagedMedia':
      return say(
        [`内容损坏，只能读出一部分（${error.detail}）`, '整个文件已取指纹，原件没有改动。', '可以留存、核对和导出；能否播放取决于损坏的位置。'],
        [`Damaged: only part can be understood (${error.detail})`, 'The whole file is fingerprinted; the original is untouched.', 'It can be kept, checked and exported; whether it plays depends on where it is damaged.'],
      )
    case 'EncryptedMedia': {
      const why = { noKey: ['介质上没有它的密钥', 'its key is not on the drive'], wrongKey: ['介质上的密钥打不开它', 'the key on the drive does not open it'], method: ['这种加密方法这里解不开', 'this method cannot be undone here'] }[error.why]
      return say(
        [`播放列表注明已加密（${error.method}），${why[0]}`, '文件本身已取指纹，原件没有改动。', error.why === 'method' ? '可以留存、核对和导出；播放要用原来的系统。' : '可以留存、核对和导出；把密钥文件放回播放列表指明的位置，再重新扫描。'],
        [`Encrypted, says its playlist (${error.method}): ${why[1]}`, 'The file itself is fingerprinted; the original is untouched.', error.why === 'method' ? 'It can be kept, checked and exported; to play it, use the system it comes from.' : 'It can be kept, checked and exported; put the key file where the playlist names it, then scan again.'],
      )
    }
    case 'ProbeTimeout':
      return say(
        [`${Math.round(error.limitMs / 1000)}秒内看不懂这个文件，已停止分析`, '文件照样取指纹，并有标记。', '它可能损坏或是伪装的格式；可交给专门工具检查。'],
        [`Could not be understood within ${Math.round(error.limitMs / 1000)} s; the analysis was ended`, 'The file is fingerprinted all the same, and marked.', 'It may be damaged or not what it claims to be; a specialised tool can look at it.'],
      )
    case 'ProbeCrashed':
      return say(
        [`分析这个文件时出错（${error.detail}）`, '文件照样取指纹，并有标记；其他文件不受影响。', '可交给专门工具检查。'],
        [`The analysis of this file failed (${error.detail})`, 'The file is fingerprinted all the same, and marked; other files are not affected.', 'A specialised tool can look at it.'],
      )
    // storage
    case 'StorageFull': {
      const used = error.usedBytes === null ? '' : formatBytes(error.usedBytes)
      return say(
        [`本机给执影的存储空间已满${used && `（已用${used}）`}`, '已经写下的都在，没有写了一半的记录。', '腾出磁盘空间后点“继续”。'],
        [`The space this device gives to Fieldreel is full${used && ` (${used} used)`}`, 'Everything already written is there; nothing is half-written.', 'Free disk space, then choose “Continue”.'],
      )
    }
    case 'StorageBlocked':
      return say(
        ['另一个标签页占着数据库', '数据没有改动。', '关闭执影的其他标签页，再重新打开。'],
        ['Another tab holds the database', 'Nothing was changed.', 'Close the other Fieldreel tabs and open this one again.'],
      )
    case 'StorageFailed':
      return say(
        [`写入本机存储失败（${error.detail}）`, '上一次成功写入之前的都在。', '重新打开执影；若再次出现，请检查磁盘。'],
        [`Writing to this device failed (${error.detail})`, 'Everything up to the last successful write is there.', 'Open Fieldreel again; if it happens again check the disk.'],
      )
    // keys
    case 'WrongPassphrase':
      return say(['口令不对', '没有任何改动。', '检查大小写和输入法后再试。口令不能找回。'], ['That passphrase is wrong', 'Nothing was changed.', 'Check capitals and the input method and try again. A passphrase cannot be recovered.'])
    case 'WeakPassphrase':
      return say([`口令太短：至少${error.minLength}个字符`, '没有任何改动。', '几个不相干的词连起来，既好记又难猜。'], [`The passphrase is too short: at least ${error.minLength} characters`, 'Nothing was changed.', 'A few unrelated words are easy to remember and hard to guess.'])
    case 'KeysLocked':
      return say(['本机已锁定', '没有任何改动。', '先用口令解锁。'], ['This device is locked', 'Nothing was changed.', 'Unlock it with your passphrase first.'])
    case 'NotEnrolled':
      return say(['本机还没有登记', '没有任何改动。', '建立单位，或用申请文件加入已有单位。'], ['This device is not enrolled', 'Nothing was changed.', 'Create a unit, or join one with a request file.'])
    case 'PasskeyWithoutPrf':
      return say(['这个验证器不能用来解锁（不支持PRF）', '没有任何改动，口令照常可用。', '换一个验证器，或继续用口令。'], ['This authenticator cannot unlock (it has no PRF)', 'Nothing was changed; the passphrase works as before.', 'Use another authenticator, or the passphrase.'])
    case 'PasskeyRefused':
      return say([`通行密钥没有通过（${error.detail}）`, '没有任何改动。', '再试一次，或用口令解锁。'], [`The passkey was not accepted (${error.detail})`, 'Nothing was changed.', 'Try again, or unlock with the passphrase.'])
    case 'CryptoUnavailable':
      return say(
        [`浏览器不提供所需的签名算法（${error.detail}）`, '没有任何改动。', '请用新版Chromium内核浏览器，并从https或localhost打开。'],
        [`This browser lacks the signatures needed (${error.detail})`, 'Nothing was changed.', 'Use a current Chromium browser, opened from https or localhost.'],
      )
    // log
    case 'AnotherWriter':
      return say(['执影在另一个标签页里打开着', '日志只由那一页书写，没有冲突。', '到那一页继续，或关闭它再刷新本页。'], ['Fieldreel is open in another tab', 'Only that tab writes the log, so nothing conflicts.', 'Go on there, or close it and reload this one.'])
    case 'LogBehindWitness':
      return say(
        [`本机日志少了条目：本机${error.localSize}条，见证过${error.witnessedSize}条`, '本机现有条目没有改动，也不会续写在缺口之后。', '连接服务器或存有副本的介质以取回；取不回时会另开一本日志并注明。'],
        [`This device's log is short: ${error.localSize} entries here, ${error.witnessedSize} were witnessed`, 'The entries here are unchanged, and nothing will be written after the hole.', 'Connect the server or a drive that carries the rest; failing that, a new log is opened that says so.'],
      )
    case 'EntryTooLarge':
      return say(
        [`这一条太大，写不进日志（${error.size}字节，上限${error.limit}字节）`, '日志没有改动；没有登记，也就没有显示任何画面。', '缩短所写的文字；一次执法过程超过约980份文件时，这个版本还不能整段查阅。'],
        [`Too much for one log entry (${error.size} bytes, at most ${error.limit})`, 'The log is unchanged; nothing was registered, so no picture was shown.', 'Write less text; a session of more than about 980 files cannot be watched as a whole in this version.'],
      )
    case 'LogMalformed':
      return say(
        [`日志第${error.seq}条不合格式（${error.detail}）`, '它之前的条目仍然有效；这一条没有被接受。', '到“日志”里核验，并把结果交监督人员。'],
        [`Log entry ${error.seq} is malformed (${error.detail})`, 'The entries before it stay valid; this one was not accepted.', 'Verify under Log and give the result to the auditor.'],
      )
    // trust
    case 'CertificateInvalid':
      return say([`证书无效（${error.detail}）`, '没有任何改动。', '请管理员针对本机的申请文件重新签发。'], [`The certificate is not valid (${error.detail})`, 'Nothing was changed.', 'Ask the administrator to issue it again for the request made here.'])
    case 'ForeignAgency':
      return say(
        [`属于另一个单位：应为${short(error.expected)}，实为${short(error.found)}`, '没有任何改动。', '核对单位后再取一次文件。'],
        [`It belongs to another unit: expected ${short(error.expected)}, found ${short(error.found)}`, 'Nothing was changed.', 'Check the unit and fetch the file again.'],
      )
    case 'FileNotRecognised':
      return say([`不是执影能用的文件（${error.detail}）`, '没有任何改动。', '申请文件和证书文件由执影生成，请原样传递。'], [`Not a file Fieldreel can use (${error.detail})`, 'Nothing was changed.', 'Request and certificate files are made by Fieldreel; pass them on unaltered.'])
    case 'NotAMap':
      return say([`“${error.name}”不是PMTiles第3版地图文件`, '没有任何改动；位置仍画成轨迹图。', '请选扩展名为 .pmtiles 的文件。'], [`“${error.name}” is not a PMTiles file of version 3`, 'Nothing was changed; places are still drawn as a plot.', 'Choose a file that ends in .pmtiles.'])
    // playback
    case 'BlockMismatch':
      return say(
        [`播放中校验不符：${error.path}第${error.block + 1}块与采集时的指纹不同`, '不符的画面没有显示；原件没有改动；已记为问题。', '查看其他副本；把这一问题交监督人员。'],
        [`Check failed while playing: block ${error.block + 1} of ${error.path} differs from the fingerprint taken at collection`, 'The picture behind it was not shown; the original is untouched; a finding was recorded.', 'Look for another copy, and give the finding to the auditor.'],
      )
    case 'CopyUnavailable':
      return say(
        [error.drives.length ? `内容在${error.drives.map((name) => `“${name}”`).join('、')}上，现在没有连接` : '没有已知的副本', '目录和指纹都在。', '插上其中一个介质。'],
        [error.drives.length ? `The content is on ${error.drives.map((name) => `“${name}”`).join(', ')}, not connected now` : 'No copy is known', 'Catalogue and fingerprint are kept.', 'Plug in one of these drives.'],
      )
    case 'CannotPlay': {
      const what = [error.codec, error.why && refusedText(error.why)].filter(Boolean).join(', ')
      return say(
        [`浏览器不能播放这种编码（${what}）`, '指纹、日志和导出照常可用。', '可在有相应解码器的电脑上查阅。'],
        [`This browser cannot play this coding (${what})`, 'Fingerprint, log and export work as usual.', 'Watch it on a computer that has the decoder.'],
      )
    }
    case 'PlayerFailed':
      return say([`播放器停下了（${error.detail}）`, '看到哪里已经记入日志。', '再打开一次；若同一处再停，请看其他副本。'], [`The player stopped (${error.detail})`, 'What was watched is in the log.', 'Open it again; if it stops at the same place, look for another copy.'])
    case 'GrammarInvalid':
      return say([`文件名规则“${error.grammar}”不能用（${error.detail}）`, '原来的规则仍在使用。', '改正后再保存。'], [`The file-name grammar “${error.grammar}” cannot be used (${error.detail})`, 'The earlier grammars stay in use.', 'Correct it and save again.'])
    // exchange
    case 'ServerUnreachable':
      return say([`连不上服务器${error.url}`, '要交换的都在本机等着。', '不影响工作；有网络时会自动再试。'], [`The server ${error.url} cannot be reached`, 'What is to be exchanged waits on this device.', 'Work goes on; it is tried again when there is a network.'])
    case 'ServerRefused':
      return say(
        [`服务器拒绝了（${error.status}${error.reason ? `：${error.reason}` : ''}）`, '要交换的都在本机等着。', '核对服务器地址和本机是否已登记，再点“立即交换”。'],
        [`The server refused (${error.status}${error.reason ? `: ${error.reason}` : ''})`, 'What is to be exchanged waits on this device.', 'Check the address and that this device is enrolled, then choose “Exchange now”.'],
      )
    case 'ForkDetected':
      return say(
        [`日志${short(error.logId)}出现两个不同的版本`, '两份检查点都作为证据保留，没有合并。', '把它交监督人员；不要删除任何一方。'],
        [`Log ${short(error.logId)} exists in two versions`, 'Both checkpoints are kept as proof; nothing was merged.', 'Give this to the auditor; delete neither.'],
      )
    case 'ProfileInvalid':
      return say(
        [`制度配置不能用：${error.path || '整个文件'}（${error.detail}）`, '现行的制度配置没有改动。', '改正这一处，再导入一次。'],
        [`The policy profile cannot be used: ${error.path || 'the whole file'} (${error.detail})`, 'The profile in force is unchanged.', 'Correct that place and import it again.'],
      )
    case 'RoleNotAllowed': {
      const named = (role: string): string => common(`role.${role as 'officer'}`) || role
      const held = (between: string): string => error.role.split(' ').map(named).join(between) || '—'
      return say(
        [`您的身份是${held('、')}，这一步由${error.needed.map(named).join('、') || '无人'}办理`, '没有任何改动。', '请有这一身份的人在本机解锁后办理。'],
        [`You are enrolled as ${held(', ')}; this is for: ${error.needed.map(named).join(', ') || 'nobody'}`, 'Nothing was changed.', 'Somebody enrolled so can unlock this device and do it.'],
      )
    }
    case 'NotCleared':
      return say(
        ['其中有您无权知悉的涉密内容', '没有导出任何内容。', '请由有相应知悉权限的人员在本机解锁后导出。'],
        ['It holds classified matter that you are not cleared for', 'Nothing was handed out.', 'Somebody cleared for it can unlock this device and export it.'],
      )
    case 'PieceOfClassified':
      return say(
        ['其中有涉密记录，不在本机制作截取件', '原件没有改动，没有写下任何内容。', '制作件以明文存放在浏览器里；涉密内容请按保密规定另行办理。'],
        ['It is classified: no piece of it is made here', 'The original is untouched, nothing was written.', 'Pieces lie unencrypted in this browser; classified matter goes the way the secrecy rules say.'],
      )
    case 'NoRoomForPiece': {
      const used = error.usedBytes === null ? '' : formatBytes(error.usedBytes)
      return say(
        [`本机给执影的存储空间已满${used && `（已用${used}）`}，制作件没有做成`, '原件没有改动；没有签署，写到一半的文件已删去。', '腾出磁盘空间，或取短一些的区间，再做一次。'],
        [`The space this device gives to Fieldreel is full${used && ` (${used} used)`}: the piece was not made`, 'The original is untouched; nothing was signed, the unfinished file was removed.', 'Free disk space or take a shorter range, and make it again.'],
      )
    }
    case 'PieceNotFiled': {
      const why = messageOf(error.why).title
      return say(
        [`制作件${error.name}已签署，还没有入档：${why}`, '文件完整，文书在日志里，都没有丢。', '不必重做：排除原因后重新打开执影并解锁，会自动入档。'],
        [`The piece ${error.name} is signed for, but not in the archive yet: ${why}`, 'The file is whole and its deed is in the log; neither is lost.', 'No need to make it again: open Fieldreel anew and unlock once that is put right, and it is filed by itself.'],
      )
    }
    case 'NotApproved': {
      const { title, next } = coverText(error.fault)
      const needed = error.needed.map((role) => common(`role.${role as 'officer'}`) || role)
      return say([title, `没有显示任何画面。由${needed.join('、') || '无人'}办理。`, next], [title, `No picture was shown. For this: ${needed.join(', ') || 'nobody'}.`, next])
    }
    case 'NotApprovedToTakeOut': {
      const needed = error.needed.map((role) => common(`role.${role as 'officer'}`) || role)
      const waits = error.fault.type === 'waiting' || error.fault.type === 'notRegistered'
      return say(
        [error.fault.type === 'usedUp' ? `批准另存的${error.fault.times}次已经用完，不能再带出` : '没有“提取”或“调取”的有效批准，不能带出', '没有存出任何文件；制作件仍在档案里。', waits ? `已经申请，由${needed.join('、') || '无人'}办理。` : `先申请“提取”或“调取”，由${needed.join('、') || '无人'}批准。`],
        [error.fault.type === 'usedUp' ? `Saved as often as was approved (${error.fault.times}): it does not leave again` : 'No valid approval to extract or release it: it does not leave', 'No file was saved; the piece stays in the archive.', waits ? `It was asked for; next: ${needed.join(', ') || 'nobody'}.` : `Ask for extraction or release; it needs: ${needed.join(', ') || 'nobody'}.`],
      )
    }
    case 'UrgentNotAllowed':
      return say(['本单位的制度不允许紧急查阅', '没有显示任何画面。', '先申请，由分管领导批准。'], ["This unit's policy allows no urgent viewing", 'No picture was shown.', 'Ask first; an approver agrees.'])
    case 'ApprovalEnded':
      return error.why === 'expired'
        ? say([`批准已于${formatTime(error.untilMs)}到期，查阅已停止`, '看到这里已记入日志。', '仍需查阅的，再申请一次。'], [`The approval ran out ${formatTime(error.untilMs)}; the viewing has stopped`, 'What was watched is in the log.', 'Ask again if it is still needed.'])
        : say(['批准已被撤回，查阅已停止', '看到这里已记入日志。', '到“审批”里看是谁、为什么。'], ['The approval was withdrawn; the viewing has stopped', 'What was watched is in the log.', 'See under Approvals by whom and why.'])
    case 'OwnRequest':
      return say([`${error.name}不能审批自己的申请`, '没有签署；这次尝试已记入日志。', '由另一位审批人办理。'], [`${error.name} cannot answer their own request`, 'Nothing was signed; the attempt is in the log.', 'Another approver answers it.'])
    case 'NotYours':
      return say([`这是${error.name}的申请`, '没有签署；这次尝试已记入日志。', '只有申请人和批准人可以撤回。'], [`This is the request of ${error.name}`, 'Nothing was signed; the attempt is in the log.', 'Only who asked or approved can withdraw it.'])
    case 'RequestClosed':
      return say([`这份申请现在是：${requestStateText(error.state)}`, '没有签署任何内容。', '看看它现在的情况。'], [`This request is now: ${requestStateText(error.state)}`, 'Nothing was signed.', 'Look at how it stands now.'])
    case 'HandOverNotReady':
      return say(
        [`不能移交到“${error.drive}”：${error.sessions}次执法过程的记录不全在这个归档介质上`, '没有签署任何文书。', '先在本机索引这个介质，或先把它登记为归档介质，再移交。'],
        [`Cannot be handed over onto “${error.drive}”: ${error.sessions} ${error.sessions === 1 ? 'session is' : 'sessions are'} not whole on it, or it is no archive drive`, 'Nothing was signed.', 'Index that drive on this device, or register it as an archive drive, then hand over.'],
      )
    case 'NotDisposable': {
      const reasons = (words: readonly [held: string, notDue: string, endless: string, disposed: string], between: string): string =>
        [error.held, error.notDue, error.endless, error.disposed].flatMap((count, at) => (count > 0 ? [`${words[at]} ${count}`] : [])).join(between)
      return say(
        [`不能处置：${reasons(['留存中', '未到期', '没有期限', '已列入处置'], '，')}份`, '没有签署任何文书，也没有删除任何文件。', '在“保管 → 期限”里查看每一份为什么还要保存，去掉它们再申请。'],
        [`Cannot be disposed of: ${reasons(['held', 'not due', 'without an end', 'already listed'], ', ')}`, 'Nothing was signed and no file was removed.', 'Custody → Retention says why each is kept; leave them out and ask again.'],
      )
    }
    case 'DisposalClosed':
      return say(['这项处置现在不能办这一步', '没有签署任何文书。', '看看它现在的状态：须先获批准，且尚未列出清单。'], ['This disposal cannot take that step now', 'Nothing was signed.', 'Look at its state: it must be approved, and not listed yet.'])
    case 'NotInScan':
      return say(
        [`音像记录${short(error.recordingId)}还没有写入日志的扫描`, '没有签署任何内容。', '让扫描跑完，或在有这个介质目录的设备上与服务器交换之后再出具。'],
        [`Recording ${short(error.recordingId)} is not in a finished scan of the log`, 'Nothing was signed.', 'Let the scan finish, or exchange with the device that scanned the drive, then issue it again.'],
      )
    case 'GapGone':
      return say(['这处中断已经不在了：执法过程被重新归组', '说明没有写入日志。', '看看现在的中断列表，再说明一次。'], ['This gap is no longer there: the session was grouped anew', 'The explanation was not written.', 'Look at the gaps as they are now and explain again.'])
    case 'RemarkTooLong':
      return say(
        [`标签或备注太长，最多${error.limit}个字`, '原来的内容没有改动。', '请缩短后再保存。'],
        [`The tag or remark is too long: at most ${error.limit} characters`, 'What was there before is unchanged.', 'Shorten it and save again.'],
      )
    case 'Cancelled':
      return say(['已取消', '取消之前完成的部分都已保存。', '随时可以再开始，会从停下的地方继续。'], ['Cancelled', 'Everything finished before is saved.', 'Start again at any time; it goes on from where it stopped.'])
  }
}
