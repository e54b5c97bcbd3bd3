// Words of the frame: rail, top bar, palette, work strip, banners.

import { makeWords } from './makeWords.ts'

export const shellWords = makeWords(
  {
    product: '执影', archive: '档案', drives: '介质', duty: '勤务', cases: '案卷', approvals: '审批', custody: '保管', log: '日志', audit: '监督', settings: '设置', mainNavigation: '主导航',
    searchArchive: '搜索档案或命令', paletteTitle: '命令', paletteHint: '输入命令；或输入文字后回车，在档案中搜索', paletteNothing: '没有这个命令。回车在档案中搜索。', searchFor: (text: string) => `在档案中搜索“${text}”`,
    'group.go': '前往', 'group.do': '执行', 'group.view': '此屏', keyList: '快捷键', keyListAbout: '只列出现在可用的键。输入文字时字母键不起作用。',
    goArchive: '前往档案', goDrives: '前往介质', goDuty: '前往勤务', goCases: '前往案卷', goApprovals: '前往审批', goCustody: '前往保管', goLog: '前往日志', goAudit: '前往监督', goSettings: '前往设置', doLock: '锁定', doExchange: '立即交换', doAddDrive: '添加介质…', doPalette: '打开命令面板', doKeys: '列出快捷键', toggleTheme: '切换明暗', toggleLanguage: 'Switch to English',
    device: '本机', lock: '锁定', account: (name: string, role: string) => `${name}，${role}：菜单`,
    drivesConnected: (connected: number, all: number) => `介质已连${connected}/${all}`,
    drivesTitle: (connected: number, all: number) => `${all}个介质，现在连接${connected}个`,
    'server.off': '未设服务器', 'server.unreachable': '服务器不通', 'server.connecting': '正在连接', 'server.connected': '服务器已连', 'server.refused': '服务器拒绝', waiting: (n: number) => `${n}条待交换`,
    deviceTitle: '目录、指纹和日志都在本机',
    work: '正在进行', 'work.index': (name: string) => `索引“${name}”`, 'work.verify': (name: string) => `校验“${name}”`, 'work.export': (name: string) => `导出${name}`, 'work.exchange': () => '与服务器交换', 'work.piece': (begin: string) => `制作件 ${begin}`, 'phase.making': '正在制作', footage: (done: string, total: string) => `${done} / ${total}`, timesReal: (speed: string) => `${speed}倍实时`, pause: '暂停', resume: '继续', cancel: '取消', dismiss: '收起',
    'phase.walking': '正在列出文件', 'phase.reading': '正在读取并取指纹', 'phase.paused': '已暂停', 'phase.finishing': '正在收尾', 'phase.done': '完成', 'phase.failed': '停下了',
    files: (done: string, total: string) => `${done} / ${total}个文件`, found: (n: string) => `已发现${n}个文件`, left: (wait: string) => `还需约${wait}`, resumed: (files: string, bytes: string) => `从上次停下处继续：${files}个文件、${bytes}未重读`,
    idleSoon: (seconds: number) => `无人操作，${seconds}秒后锁定本机`, idleStay: '继续工作', updateReady: '新版本已就绪。', updateNow: '现在换用', updateLater: '更新会等到没有查阅和索引时再提示',
    installApp: '安装到本机', dropHere: '松开以添加这个文件夹', dropAbout: '只读取，不写入', dropNoFolder: '放下的不是文件夹', dropNoFolderNext: '请把整个文件夹或介质的根目录拖进来。',
    loading: '正在打开…', screenGone: '没有这个页面', screenGoneNext: '回到档案', brokenTitle: '界面出错了', brokenKept: '已写下的都在；日志没有受影响。', brokenReload: '重新打开',
  },
  {
    product: 'Fieldreel', archive: 'Archive', drives: 'Drives', duty: 'Duty', cases: 'Cases', approvals: 'Approvals', custody: 'Custody', log: 'Log', audit: 'Audit', settings: 'Settings', mainNavigation: 'Main navigation',
    searchArchive: 'Search archive or commands', paletteTitle: 'Commands', paletteHint: 'Type a command, or any text and Enter to search the archive', paletteNothing: 'No such command. Enter searches the archive.', searchFor: (text) => `Search the archive for “${text}”`,
    'group.go': 'Go to', 'group.do': 'Do', 'group.view': 'This screen', keyList: 'Keys', keyListAbout: 'Only keys that work now. Letters wait while you type.',
    goArchive: 'Go to Archive', goDrives: 'Go to Drives', goDuty: 'Go to Duty', goCases: 'Go to Cases', goApprovals: 'Go to Approvals', goCustody: 'Go to Custody', goLog: 'Go to Log', goAudit: 'Go to Audit', goSettings: 'Go to Settings', doLock: 'Lock', doExchange: 'Exchange now', doAddDrive: 'Add a drive…', doPalette: 'Open the command palette', doKeys: 'List the keys', toggleTheme: 'Switch light and dark', toggleLanguage: '切换到中文',
    device: 'This device', lock: 'Lock', account: (name, role) => `${name}, ${role}: menu`,
    drivesConnected: (connected, all) => `Drives ${connected}/${all} connected`,
    drivesTitle: (connected, all) => `${all} ${all === 1 ? 'drive' : 'drives'}, ${connected} connected now`,
    'server.off': 'No server', 'server.unreachable': 'Server unreachable', 'server.connecting': 'Connecting', 'server.connected': 'Server connected', 'server.refused': 'Server refused', waiting: (n) => `${n} to exchange`,
    deviceTitle: 'Catalogue, fingerprints and log are on this device',
    work: 'Running work', 'work.index': (name) => `Index “${name}”`, 'work.verify': (name) => `Verify “${name}”`, 'work.export': (name) => `Export ${name}`, 'work.exchange': () => 'Exchange with the server', 'work.piece': (begin) => `Piece ${begin}`, 'phase.making': 'Making', footage: (done, total) => `${done} / ${total}`, timesReal: (speed) => `${speed} × real time`, pause: 'Pause', resume: 'Continue', cancel: 'Cancel', dismiss: 'Dismiss',
    'phase.walking': 'Listing files', 'phase.reading': 'Reading and fingerprinting', 'phase.paused': 'Paused', 'phase.finishing': 'Finishing', 'phase.done': 'Done', 'phase.failed': 'Stopped',
    files: (done, total) => `${done} / ${total} files`, found: (n) => `${n} files found`, left: (wait) => `about ${wait} left`, resumed: (files, bytes) => `Continued from where it was: ${files} files, ${bytes} not read again`,
    idleSoon: (seconds) => `Nobody is here: the device locks in ${seconds} s`, idleStay: 'Stay', updateReady: 'A new version is ready.', updateNow: 'Switch now', updateLater: 'Updates wait until no viewing or index is running',
    installApp: 'Install on this device', dropHere: 'Drop to add this folder', dropAbout: 'Read only, nothing is written', dropNoFolder: 'That was not a folder', dropNoFolderNext: 'Drag in a whole folder, or the top of the drive.',
    loading: 'Opening…', screenGone: 'There is no such page', screenGoneNext: 'Back to Archive', brokenTitle: 'The interface failed', brokenKept: 'Everything written is there; the log is not affected.', brokenReload: 'Open again',
  },
)
