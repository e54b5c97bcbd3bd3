// Words of covering and muting.

import { makeWords } from '../../i18n/makeWords.ts'

export const redactionWords = makeWords(
  {
    title: '遮盖与消音', redact: '遮盖', leave: '返回查阅', copyOnly: '只作用于另做的副本：原始音像记录不变，遮盖清单随副本一并签署。', mayNot: (roles: string) => `可以先画好并留作草稿；制作副本由${roles}办理。`,
    newBox: '新遮盖框', undo: '撤销', redo: '重做', preview: '预览', previewAbout: '画面里看到的遮盖，就是副本里的遮盖。', drawAbout: '在画面上拖出一个框；到另一时刻再移动它，两处之间自动连成直线。', previewFailed: '预览画不出来；制作时若有一帧遮不住，副本不会生成。',
    surface: '拖动画出遮盖框', tracks: '遮盖轨道', keyAt: '在此设过位置', boxes: (n: number) => `画面遮盖 ${n}`, noBoxes: '还没有。暂停到要遮盖的一帧，在画面上拖出一个框。', sounds: (n: number) => `声音 ${n}`,
    chosen: '选中的框', subject: '遮盖对象', style: '方式', 'subject.face': '人脸', 'subject.plate': '车牌', 'subject.screen': '屏幕', 'subject.other': '其他', 'style.blur': '马赛克', 'style.solid': '涂黑', 'sound.mute': '消音', 'sound.tone': '提示音', proposed: '自动建议',
    keys: (n: number) => `设过${n}处位置`, keyBefore: '上一处位置', keyAfter: '下一处位置', beginHere: '从此帧起', endHere: '到此帧止', split: '在此分开', keyHere: '定住此处位置', unkey: '取消此处位置', carry: '延续到下一份', removeBox: '删除', removeSound: '删除',
    muteRange: '区间消音', toneRange: '区间换成提示音', soundHow: '先用I、O设区间，再选消音或提示音。', soundNow: '作用于当前区间。',
    make: '制作遮盖后的副本…', makeRange: '副本只含I、O之间的区间。', makeWhole: '没有设区间：副本是画面所在的整份记录。用I、O可以只截一段。', makeTitle: '制作遮盖后的副本', makeSign: '签署并制作', range: '范围', covered: '遮盖', muted: '声音', nothingCovered: '画面不遮盖', soundStays: '声音原样保留：说话的人听得出来', ofProposed: (n: number) => `其中自动建议${n}`,
    makeAbout: '画面重新编码；遮盖处的像素被替换，不能复原。马赛克保留大致色块，涂黑什么也不留。遮盖是否周全由签署人负责。', caseNumber: '案号', words: '用途', left: (time: string) => `剩余${time}`, makingAbout: '逐块校验、逐帧遮盖。离开此页会取消；取消后什么也不留下。',
    made: '副本已制作、签署并编入档案。', madeAbout: '它是一份新的音像记录：有自己的指纹，记着来源、范围、制作人和遮盖清单。', toPiece: '在档案里打开', noteList: '遮盖清单（从各自记录的开头起算）', noteHash: '清单指纹', noteAway: '遮盖清单不在这台设备上。',
    faces: '自动建议', facesAbout: '在本机找人脸，不联网。只找人脸；车牌和屏幕请自己画。会漏也会错：宽不到画面二十五分之一的、低头的、躺着的、被挡住的、暗处的常常找不到，请逐段看过。', findFaces: '在此范围找人脸', finding: '正在找人脸', found: (n: number) => `找到${n}处`, foundNone: '没有找到人脸。这不等于没有：请自己看一遍。', accept: '采用', acceptAll: (n: number) => `全部采用（${n}）`, dismiss: '不要', dismissAll: '全部不要',
    boxLeft: '框左移', boxRight: '框右移', boxUp: '框上移', boxDown: '框下移', boxWider: '框加宽', boxNarrower: '框收窄', boxTaller: '框加高', boxShorter: '框压低',
  },
  {
    title: 'Cover and mute', redact: 'Redact', leave: 'Back to viewing', copyOnly: 'This is about a copy made anew: the original recording stays as it is, and the list of what is covered is signed with the copy.', mayNot: (roles: string) => `You can draw and keep a draft; making the copy is for: ${roles}.`,
    newBox: 'New box', undo: 'Undo', redo: 'Redo', preview: 'Preview', previewAbout: 'What is covered here is covered so in the copy.', drawAbout: 'Drag a box on the picture; move it at another moment and it goes there in a straight line.', previewFailed: 'The preview cannot be drawn; if a single picture cannot be covered, no copy is made.',
    surface: 'Drag to draw a box', tracks: 'Tracks of boxes', keyAt: 'Its place was set here', boxes: (n: number) => `Picture: ${n}`, noBoxes: 'None yet. Pause at a picture and drag a box over what is to be covered.', sounds: (n: number) => `Sound: ${n}`,
    chosen: 'Chosen box', subject: 'What is covered', style: 'How', 'subject.face': 'Face', 'subject.plate': 'Number plate', 'subject.screen': 'Screen', 'subject.other': 'Other', 'style.blur': 'mosaic', 'style.solid': 'black', 'sound.mute': 'Silence', 'sound.tone': 'Tone', proposed: 'proposed',
    keys: (n: number) => `${n} ${n === 1 ? 'place' : 'places'} set`, keyBefore: 'Place before', keyAfter: 'Place after', beginHere: 'From here on', endHere: 'Until here', split: 'Split here', keyHere: 'Hold this place', unkey: 'Drop this place', carry: 'On into the next file', removeBox: 'Remove', removeSound: 'Remove',
    muteRange: 'Mute the range', toneRange: 'Tone over the range', soundHow: 'Set a range with I and O first, then mute it or put a tone over it.', soundNow: 'For the range that is set.',
    make: 'Make the redacted copy…', makeRange: 'The copy holds the range between I and O alone.', makeWhole: 'No range is set: the copy is the whole recording on show. I and O take a part of it.', makeTitle: 'Make a redacted copy', makeSign: 'Sign and make', range: 'Range', covered: 'Covered', muted: 'Sound', nothingCovered: 'nothing in the picture', soundStays: 'as it is: voices can be recognised', ofProposed: (n: number) => `${n} of them proposed`,
    makeAbout: 'Pictures are encoded anew; what lies under a box is replaced and cannot be brought back. Mosaic keeps rough patches of colour, black keeps nothing. Whoever signs answers for it being complete.', caseNumber: 'Case number', words: 'What it is for', left: (time: string) => `${time} left`, makingAbout: 'Every block is checked, every picture covered. Leaving this page cancels; nothing is left behind then.',
    made: 'The copy is made, signed for and in the archive.', madeAbout: 'It is a recording of its own: with its own fingerprint, and what it comes from, its range, its maker and what was covered.', toPiece: 'Open it in the archive', noteList: 'List of what is covered (from the begin of each recording)', noteHash: 'Fingerprint of the list', noteAway: 'The list of what is covered is not on this device.',
    faces: 'Proposals', facesAbout: 'Looks for faces on this device, without a network. Only faces are proposed; draw number plates and screens yourself. It misses and errs: faces narrower than a twenty-fifth of the picture, lowered, lying, half hidden or in the dark are often not found. Watch all of it.', findFaces: 'Look for faces in this range', finding: 'Looking for faces', found: (n: number) => `${n} found`, foundNone: 'No face was found. That does not mean there is none: look yourself.', accept: 'Take', acceptAll: (n: number) => `Take all (${n})`, dismiss: 'Drop', dismissAll: 'Drop all',
    boxLeft: 'Box to the left', boxRight: 'Box to the right', boxUp: 'Box up', boxDown: 'Box down', boxWider: 'Box wider', boxNarrower: 'Box narrower', boxTaller: 'Box taller', boxShorter: 'Box shorter',
  },
)
