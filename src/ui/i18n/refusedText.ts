// Why a recording cannot be shown although its coding can, in the words of the reader.

import { language } from './language.ts'

/** As the decoders and readers say it (core/media/mpeg4, core/media/mpeg2, workers/segment). */
const reasons: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  interlaced: ['隔行编码', 'interlaced coding'],
  'quarter pixels': ['四分之一像素运动', 'quarter-pixel motion'],
  partitioned: ['数据分割', 'partitioned data'],
  sprites: ['全局运动（sprite）', 'sprites or global motion'],
  shapes: ['任意形状', 'shapes'],
  scalability: ['分级编码', 'scalable coding'],
  chroma: ['4:2:2或4:4:4色度采样', '4:2:2 or 4:4:4 chroma'],
  'coarse pictures': ['只有直流分量的画面（D画面）', 'pictures of first coefficients only (D pictures)'],
  'H.263+': ['H.263扩展格式', 'H.263+ formats'],
  'annexes of H.263': ['H.263附录中的工具', 'annexes of H.263'],
  size: ['画面过大', 'too large a picture'],
  'no layer': ['没有说明画面如何编码', 'nothing says how its pictures are coded'],
  'no key picture': ['没有可以开始的关键画面', 'no key picture to begin with'],
}

/** The reason as it was found where it is no known one. */
export const refusedText = (why: string): string => {
  const zh = language() !== 'en'
  const seconds = /^(\d+) s without key picture$/.exec(why)?.[1]
  if (seconds) return zh ? `${seconds}秒没有关键画面` : why
  const known = reasons[why]
  return known ? known[zh ? 0 : 1] : why
}
