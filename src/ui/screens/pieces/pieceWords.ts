// Words of pieces, in Chinese and English.

import { makeWords } from '../../i18n/makeWords.ts'

export const pieceWords = makeWords(
  {
    still: '取一帧', piece: '截取片段', pieceNeedsRange: '先用I、O或拖动设好区间', mayNot: (roles: string) => `制作须由${roles}办理`,
    stillTitle: '取一帧为制作件', pieceTitle: '截取片段为制作件', about: '原件不动。制作件是新的一份音像记录：写明出自哪份、哪一段、由谁、何时、为何制作，签署并记入日志。',
    how: '怎样截取', copy: '照原样复制', copyAbout: '不重新编码，数据与原件逐字节相同；两端在关键帧处，只会比区间长，实际起止写入文书。', noCopy: (codec: string) => `这里的画面（${codec}）不能照原样放进MP4；请用“精确到帧”：重新编码为H.264，原件不变。`, exact: '精确到帧', exactAbout: '起止恰在所设画面；画面重新编码为H.264。声音能照抄就照抄，否则为无损FLAC。',
    willMake: '将要制作', count: (n: number) => `${n}件`, about2: (size: string) => `约${size}`, severalCopies: '一份音像记录一件；中断处不相连。', severalExact: '前后相接、画面格式相同的连成一件；有中断或格式不同的分开。', nothing: '区间里没有可以截取的画面。',
    from: '出自', part: (n: number) => `第${n}份`, parts: (n: number) => `${n}份`, size: '画面', sizeText: (w: number, h: number, turned: boolean) => `${w} × ${h}${turned ? '，已转正' : ''}，PNG`, time: '时刻',
    burnIn: '在画面下方加一栏说明，不遮画面', burnInAbout: '不加，画面就只是画面；说明照样写在文件里和文书里。', words: '用途', wordsHint: '为何制作，给谁用', caseNumber: '案号', caseHint: '没有就留空',
    signMake: '签署并制作', making: '开始制作；进度在屏幕下方', made: '制作件已存入档案', madeAbout: (name: string) => `${name}：已取指纹、签署并入档`,
    line1: (recorder: string, time: string) => `${recorder} ${time}`, line2: (id: string, at: string) => `音像记录 SHA-256 ${id} 第 ${at}`, line3: (who: string, viewing: string, approval: string) => `查阅人 ${who} · 查阅 ${viewing}${approval ? ` · 批准 ${approval}` : ' · 紧急查阅'}`,
    pieces: '制作件', none: '还没有制作件。', 'work.still': '一帧', 'work.copy': '照原样片段', 'work.exact': '精确片段', 'work.redacted': '遮盖件',
    bannerTitle: (work: string) => `制作件：${work}`, banner: (who: string, time: string) => `${who} 于 ${time} 制作；原件未改动。`, original: '原件', range: '范围', purpose: '用途', viewing: '查阅编号', recorded: '摄录于', open: '打开', notHere: '不在本机目录里', gone: '它的文件不在已知的任何介质上。原件定密后，制作件的文件会从本机移除，文书仍在；解除后可以重新制作。',
    save: '另存', saveAbout: '存为文件带出：须有对它的“提取”或“调取”批准，并记入日志', ask: '申请调出', left: (n: number) => `还可另存${n}次`, saved: '已记入日志并另存', mark: '制作件',
  },
  {
    still: 'Take this picture', piece: 'Take this range', pieceNeedsRange: 'Set a range first: I and O, or drag', mayNot: (roles) => `Pieces are made by: ${roles}`,
    stillTitle: 'A still as a piece', pieceTitle: 'A range as a piece', about: 'The original is untouched. A piece is a new recording: signed and logged with what it was taken from, which range, by whom, when and what for.',
    how: 'How', copy: 'Copied as it is', copyAbout: 'Nothing is encoded anew, every byte as in the original; it begins and ends at key pictures, so it is longer than the range, never shorter. Its real ends are written down.', noCopy: (codec) => `These pictures (${codec}) cannot be put into an MP4 as they are. Use “To the picture”: encoded anew as H.264, the original unchanged.`, exact: 'To the picture', exactAbout: 'Begins and ends at the very pictures; encoded anew as H.264. Sound is copied where it can be, else FLAC without loss.',
    willMake: 'Will be made', count: (n) => `${n} ${n === 1 ? 'piece' : 'pieces'}`, about2: (size) => `about ${size}`, severalCopies: 'One piece of each recording; nothing is joined.', severalExact: 'What follows on in the same form is joined; a gap or another form begins a new piece.', nothing: 'Nothing in this range can be taken.',
    from: 'From', part: (n) => `recording ${n}`, parts: (n) => `${n} recordings`, size: 'Picture', sizeText: (w, h, turned) => `${w} × ${h}${turned ? ', turned upright' : ''}, PNG`, time: 'Time',
    burnIn: 'Add a strip of text below the picture, not over it', burnInAbout: 'Without it the picture is only the picture; the note is in the file and in the deed either way.', words: 'What for', wordsHint: 'Why it is made, and for whom', caseNumber: 'Case number', caseHint: 'Leave empty if there is none',
    signMake: 'Sign and make', making: 'Being made; progress at the bottom', made: 'The piece is in the archive', madeAbout: (name) => `${name}: fingerprinted, signed, indexed`,
    line1: (recorder, time) => `${recorder} ${time}`, line2: (id, at) => `Recording SHA-256 ${id} at ${at}`, line3: (who, viewing, approval) => `Viewer ${who} · viewing ${viewing}${approval ? ` · approval ${approval}` : ' · urgent viewing'}`,
    pieces: 'Pieces made', none: 'No pieces yet.', 'work.still': 'Still', 'work.copy': 'Copied range', 'work.exact': 'Exact range', 'work.redacted': 'Redacted range',
    bannerTitle: (work) => `Made piece: ${work.toLowerCase()}`, banner: (who, time) => `Made by ${who} on ${time}; the original is unchanged.`, original: 'Original', range: 'Range', purpose: 'What for', viewing: 'Viewing', recorded: 'Recorded', open: 'Open', notHere: 'not in this catalogue', gone: 'Its file is on no drive known here. Once an original is classified, files of pieces made of it are removed from this browser; their deeds stay, and when that has ended a piece can be made again.',
    save: 'Save', saveAbout: 'Taken out as a file: needs an approval for extraction or release that covers it; written to the log', ask: 'Ask to take it out', left: (n) => `${n} ${n === 1 ? 'save' : 'saves'} left`, saved: 'On record and saved', mark: 'Made piece',
  },
)
