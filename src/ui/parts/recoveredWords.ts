// What is said of a recording that is shown although its file is damaged.

import { makeWords } from '../i18n/makeWords.ts'

export const recoveredWords = makeWords(
  {
    recovered: '恢复的画面，原件未改动',
    noIndex: '文件没有索引：逐块找出画面和声音。',
    noMovieBox: '录制未正常结束（断电）：从已写入的数据里找出画面，没有声音；画面的时间按帧率推算。',
    cut: '文件不完整：播放到中断处为止。',
    misaligned: '文件从数据包中间开始：从第一个完整的画面起播放。',
  },
  {
    recovered: 'Recovered view, original unchanged',
    noIndex: 'The file has no index: pictures and sound were found chunk by chunk.',
    noMovieBox: 'The recording was not finished (power loss): its pictures were found in what had been written, without sound; their times follow from the frame rate.',
    cut: 'The file is incomplete: it plays as far as it goes.',
    misaligned: 'The file begins inside a packet: it plays from the first whole picture.',
  },
)
