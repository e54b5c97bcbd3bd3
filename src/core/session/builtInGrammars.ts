// The file-name grammars that come with the product; a unit can switch them off, change them and add its own.

import type { GrammarSetting } from './grammar.ts'

const clock = '(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})'
const date = '(?<year>20\\d{2})(?<month>\\d{2})(?<day>\\d{2})'
const suffix = '\\.[a-z0-9]{2,4}$'

/** Most particular first: the first that fits a path is used. */
export const builtInGrammars: readonly GrammarSetting[] = [
  // GA/T 947: 产品序号_警号_年月日时分秒[_序号]; serial 7 characters and officer 6 digits on the recorders looked at, others differ.
  { id: 'gat947', title: 'GA/T 947 产品序号_警号_年月日时分秒[_序号]', pattern: `(?:^|/)(?<recorder>[a-z0-9]{4,20})_(?<officer>[a-z0-9]{4,12})_${date}${clock}(?:_(?<sequence>\\d{1,6}))?${suffix}` },
  // DCIM/<YYMMDD><sss>/<HHMMSS><ff>{AA,AB,BA,BB}.MP4, photos without the letters.
  { id: 'cobanFocusX1', title: 'COBAN / SafeFleet FOCUS X1', pattern: `(?:^|/)(?<year>\\d{2})(?<month>\\d{2})(?<day>\\d{2})\\d{3}/${clock}\\d{2}(?<channel>[ab][ab])?${suffix}` },
  { id: 'safeFleet', title: 'SafeFleet 下载 user@date-serial-time', pattern: `(?:^|/)(?<officer>[^/@]{1,64})@${date}-(?<recorder>[a-z0-9]{4,20})-${clock}${suffix}` },
  // <UserUUID>_<serial>_<YYYYMMDDTHHMMSSZ>/<date>_<time>_<id>.mkv: the clip's own time, the container's recorder.
  { id: 'axis', title: 'Axis body worn', pattern: `(?:^|/)(?<officer>[0-9a-f-]{36})_(?<recorder>[a-z0-9]{4,20})_\\d{8}T\\d{6}Z/${date}_${clock}_[a-z0-9-]{1,40}${suffix}` },
  { id: '70mai', title: '70mai', pattern: `(?:^|/)(?:NO|EV|PA|LA)${date}-${clock}-(?<sequence>\\d{1,8})(?<channel>[FBI])?${suffix}` },
  { id: 'viofo', title: 'VIOFO', pattern: `(?:^|/)${date}_?${clock}_(?<sequence>\\d{4,8})(?<channel>[A-Z]{1,2})?${suffix}` },
  { id: 'havis', title: 'Havis MDVR', pattern: `(?:^|/)(?<recorder>[^/_]{1,64})_(?<month>[a-z]{3})\\.(?<day>\\d{2})\\.(?<year>20\\d{2})_(?<hour>\\d{2})\\.(?<minute>\\d{2})\\.(?<second>\\d{2})[+#]?${suffix}` },
  { id: 'cowon', title: 'COWON', pattern: `(?:^|/)${date}-${clock}_(?:NOR|EVT|MOT|IMG)_(?<channel>[DP]\\d{0,2})${suffix}` },
  // The pieces made here, see app/makePiece.
  { id: 'piece', title: 'Fieldreel 制作件', pattern: `(?:^|/)piece-${date}-${clock}-(?:still|copy|exact|redacted)${suffix}` },
  // Files named by their time alone, in a folder of any name; TECSAR and many collection stations.
  { id: 'timeOnly', title: '年月日时分秒', pattern: `(?:^|/)(?:[a-z]{1,4}_?)?${date}[-_T ]?${clock}(?:[-_](?<sequence>\\d{1,6}))?${suffix}` },
].map((grammar) => ({ ...grammar, enabled: true }))
