// Words of registering a viewing, the player, its timeline and its markers.

import { makeWords } from '../../i18n/makeWords.ts'

export const viewingWords = makeWords(
  {
    registerTitle: '查阅登记', registerAbout: '先登记，后出画面：登记写入日志之前，什么都不会显示。',
    purpose: '目的', reason: '事由', reasonHint: '写明为什么要看，例如“核实3月26日检查过程”', reasonNeeded: '请写明事由', caseNumber: '案号', caseHint: '没有案号可以留空',
    willSign: '将要签署', signsWho: (name: string, number: string, device: string) => `${name}（${number || '无警号'}）在“${device}”上登记，由本机密钥签署，写入日志`,
    signsWhat: (n: number) => `这次执法过程和它的${n}份音像记录；目的、事由、案号和时间`, signsAfter: '随后看过的每一段，精确到秒，最多每10秒记一次', openIt: '签署登记并打开', opening: '正在写入登记、校验首块…',
    notFound: '找不到这次执法过程', notFoundAbout: '索引更新后，它可能并入了另一次执法过程。', toArchive: '到档案里查找', inArchive: '返回档案', reconnect: (name: string) => `重新连接“${name}”`, toDrives: '到“介质”',
    stage: '画面', checked: '播放中逐块校验', checkedAbout: '每一块数据先与采集时的指纹核对，相符才显示。它说明内容自取指纹以来没有变，不说明画面所拍是真。', viewer: '查阅人', noCase: '无案号', viewingId: '查阅编号',
    play: '播放', pause: '暂停', playPause: '播放或暂停', back5: '后退5秒', on5: '前进5秒', back1: '后退1秒', on1: '前进1秒', frameBack: '上一帧', frameOn: '下一帧', faster: '加快', slower: '放慢', speed: '速度', playFaster: '播放，再按加快', stopPlaying: '暂停', mute: '静音', unmute: '打开声音', fullScreen: '全屏', keysOf: '按键',
    rangeIn: '设入点', rangeOut: '设出点', clearRange: '清除区间', range: '区间', toBegin: '到开头', toEnd: '到结尾',
    timeline: '时间轴', timelineHelp: '点按跳转，拖动选区间；滚轮或双指缩放，从整天到一帧', zoomIn: '放大', zoomOut: '缩小', fit: '看全程', overview: '全程：拖动以移动', filmWanted: (n: number) => `小图与音量还在做，剩${n}段`, gapOf: (length: string) => `中断${length}`, cannotPlayPart: (why: string) => `不能在此播放：${why}`, onRecord: '已记入日志', seekTo: (clock: string) => `跳到${clock}`, part: (n: number, of: number) => `第${n} / ${of}份`,
    markers: '标记', noMarkers: '还没有标记。按M记下此刻；先用I、O设区间，就记下一段。', addMarker: '加标记', markerKind: '类型', markerText: '说明', markerTextHint: '可以留空', markerAt: '位置', markerSave: '签署并记下', markerSaved: '已记入日志',
    'marker.notice': '告知', 'marker.place': '地点', 'marker.time': '时间', 'marker.scene': '场景', 'marker.people': '人物', 'marker.acts': '行为', 'marker.traces': '痕迹', 'marker.interruption': '中断说明', 'marker.other': '其他',
    photos: '照片与音频', openWhole: (kind: string) => `查阅这份${kind}`, wholeChecked: '打开前已校验整个文件', wholeOpening: '正在读取并校验整个文件…', wholeOnly: '这次执法过程没有可连续播放的记录；照片与音频在下面打开，每一份各记一次查阅。', nothingPlays: '这次执法过程没有能在浏览器里显示的内容。指纹、日志和导出照常可用。',
    facts: '正在看的这一份', file: '文件', coding: '编码', begun: '开始', level: '校验',
    mismatchTitle: '校验不符，画面没有显示', mismatchAbout: '这份副本里有一块数据与采集时取的指纹不同。从这一块起，什么都没有显示。', whichRecording: '音像记录', whichBlock: '哪一块', blockOf: (block: number, offset: string) => `第${block + 1}块（从${offset}起的1 MiB）`, whichDrive: '存储介质', kept: '已保留', keptList: '原件没有改动；这一问题连同位置写入了目录和日志；在此之前看过的各段照样记录在案。', todo: '接下来', todoOther: (n: number) => `这份记录另有${n}份副本：接上后重新打开，会改用它。`, todoNone: '没有别的副本。不要再往这份介质写入任何内容，先做整盘备份。', todoTell: '把本页交给监督人员。', otherCopies: '其他副本', printPage: '打印本页',
    gone: '介质读不到了', goneAbout: '画面已停住，看到这里已记入日志。重新插上后从这里继续。', resume: '已插上，继续', stopped: '查阅已停止', closedAbout: '要再看，请重新登记。', again: '重新登记', closeViewing: '结束查阅',
  },
  {
    registerTitle: 'Register a viewing', registerAbout: 'Registration first, picture after: until it is in the log nothing is shown.',
    purpose: 'Purpose', reason: 'Reason', reasonHint: 'Say why you need to look, e.g. “check the inspection of 26 March”', reasonNeeded: 'Give a reason', caseNumber: 'Case number', caseHint: 'Leave empty if there is none',
    willSign: 'What will be signed', signsWho: (name, number, device) => `${name} (${number || 'no officer number'}) registers on “${device}”; signed with this device’s key, written to the log`,
    signsWhat: (n) => `This session and its ${n} ${n === 1 ? 'recording' : 'recordings'}; purpose, reason, case number and time`, signsAfter: 'Then every stretch you watch, to the second, at most 10 s apart', openIt: 'Sign and open', opening: 'Writing the registration, checking the first blocks…',
    notFound: 'No such session', notFoundAbout: 'After a new index it may have become part of another session.', toArchive: 'Look in the archive', inArchive: 'Back to archive', reconnect: (name) => `Reconnect “${name}”`, toDrives: 'To Drives',
    stage: 'Picture', checked: 'Each block checked while playing', checkedAbout: 'Each block is compared with the fingerprint taken at collection before it is shown. It says the content is the same since then, not that what was filmed is true.', viewer: 'Viewer', noCase: 'no case number', viewingId: 'Viewing',
    play: 'Play', pause: 'Pause', playPause: 'Play or pause', back5: 'Back 5 s', on5: 'Forward 5 s', back1: 'Back 1 s', on1: 'Forward 1 s', frameBack: 'Previous frame', frameOn: 'Next frame', faster: 'Faster', slower: 'Slower', speed: 'Speed', playFaster: 'Play; again for faster', stopPlaying: 'Pause', mute: 'Mute', unmute: 'Sound on', fullScreen: 'Full screen', keysOf: 'Keys',
    rangeIn: 'Range from here', rangeOut: 'Range to here', clearRange: 'Clear range', range: 'Range', toBegin: 'To the begin', toEnd: 'To the end',
    timeline: 'Timeline', timelineHelp: 'Click to seek, drag to select; wheel or pinch zooms from the day to a frame', zoomIn: 'Zoom in', zoomOut: 'Zoom out', fit: 'Show all', overview: 'All of it: drag to move', filmWanted: (n) => `pictures and sound level in the making, ${n} left`, gapOf: (length) => `gap ${length}`, cannotPlayPart: (why) => `cannot play here: ${why}`, onRecord: 'on record', seekTo: (clock) => `Go to ${clock}`, part: (n, of) => `Part ${n} of ${of}`,
    markers: 'Markers', noMarkers: 'No markers yet. Press M to note this moment; set a range with I and O first to note a stretch.', addMarker: 'Add marker', markerKind: 'Kind', markerText: 'Note', markerTextHint: 'May be empty', markerAt: 'At', markerSave: 'Sign and add', markerSaved: 'Written to the log',
    'marker.notice': 'Notice given', 'marker.place': 'Place', 'marker.time': 'Time', 'marker.scene': 'Scene', 'marker.people': 'People', 'marker.acts': 'Acts', 'marker.traces': 'Traces', 'marker.interruption': 'Why interrupted', 'marker.other': 'Other',
    photos: 'Photos and audio', openWhole: (kind) => `View this ${kind.toLowerCase()}`, wholeChecked: 'Whole file checked before it was opened', wholeOpening: 'Reading and checking the whole file…', wholeOnly: 'Nothing here plays on a timeline. Open photos and audio below; each is a viewing of its own.', nothingPlays: 'Nothing in this session can be shown in a browser. Fingerprint, log and export work as usual.',
    facts: 'What you are looking at', file: 'File', coding: 'Coding', begun: 'Begun', level: 'Checked',
    mismatchTitle: 'Check failed; the picture was not shown', mismatchAbout: 'A block of this copy differs from the fingerprint taken at collection. From that block on nothing was shown.', whichRecording: 'Recording', whichBlock: 'Block', blockOf: (block, offset) => `Block ${block + 1} (1 MiB from ${offset})`, whichDrive: 'Drive', kept: 'Kept', keptList: 'The original is untouched; the finding and its place are in catalogue and log; what was watched before it stays on record.', todo: 'What to do', todoOther: (n) => `There ${n === 1 ? 'is 1 other copy' : `are ${n} other copies`}: connect it and open again, it will be used instead.`, todoNone: 'No other copy is known. Write nothing more to this drive and make a whole copy of it first.', todoTell: 'Give this page to the auditor.', otherCopies: 'Other copies', printPage: 'Print this page',
    gone: 'The drive cannot be read', goneAbout: 'The picture has stopped; what was watched is in the log. Plug it in again to go on from here.', resume: 'Plugged in, go on', stopped: 'The viewing has stopped', closedAbout: 'Register again to go on.', again: 'Register again', closeViewing: 'End viewing',
  },
)
