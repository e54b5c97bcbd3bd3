// Words of a recording's times: how fine they are, and what satellites and measurements say of the clock.

import { makeWords } from '../../i18n/makeWords.ts'

export const timeWords = makeWords(
  {
    toSecond: '精确到秒', toTwoSeconds: '精确到2秒（FAT）', satellite: '卫星', unsure: (seconds: number) => `±${seconds}秒`,
    notMeasured: '记录仪时钟没有测量过，与真实时间的偏差不详。', corrected: (offset: string, seconds: number, time: string) => `显示的时间已减去时钟偏差 ${offset} ±${seconds}秒（${time}测量）；上面是原值。`,
    gpsOffset: (offset: string, seconds: number) => `按卫星时间，记录仪时钟偏差 ${offset} ±${seconds}秒`, gpsAgrees: (seconds: number) => `与卫星时间相符（±${seconds}秒）`, gpsUnset: '记录仪时钟没有设置：卫星时间只作参考，不排到时间线上。',
    adopt: '采用为时钟测量…', adopted: '已签署为时钟测量；这次查阅仍按原来的时钟，下次打开起按它校正。', adoptedBefore: '已签署为时钟测量。', adoptTitle: (serial: string) => `采用卫星时间：${serial}`, adoptAbout: '轨迹里的卫星时间与文件开始时间之差，就是记录仪时钟的偏差（第五条）。签署后，这台记录仪从这次执法过程起到下一次测量为止都按它校正；原有时间不变。', adoptSign: '签署时钟测量', adoptShown: '记录仪所写的开始时间', adoptTrue: '卫星时间的开始', adoptFrom: '依据', adoptOffset: '偏差', adoptBeside: '旁文件没有指纹：先确认它与这份记录是一起采集的。',
  },
  {
    toSecond: 'to the second', toTwoSeconds: 'to two seconds (FAT)', satellite: 'Satellites', unsure: (seconds) => `±${seconds} s`,
    notMeasured: 'The recorder’s clock was never measured: how far it is off is not known.', corrected: (offset, seconds, time) => `Times shown have the clock’s offset ${offset} ±${seconds} s (measured ${time}) taken off; above is what was written.`,
    gpsOffset: (offset, seconds) => `By satellite time the recorder’s clock is off by ${offset} ±${seconds} s`, gpsAgrees: (seconds) => `Agrees with satellite time (±${seconds} s)`, gpsUnset: 'The recorder’s clock was not set: satellite time is told, and not put on the timeline.',
    adopt: 'Take as a clock reading…', adopted: 'Signed as a clock reading; this viewing keeps its clock, the next one is corrected by it.', adoptedBefore: 'Signed as a clock reading.', adoptTitle: (serial) => `Take satellite time: ${serial}`, adoptAbout: 'The satellites’ time in the track against the begin the file tells is how far the recorder’s clock is off (article 5). Once signed, this recorder is corrected by it from this session on until the next reading; what was written stays.', adoptSign: 'Sign clock reading', adoptShown: 'Begin as the recorder wrote it', adoptTrue: 'Begin by satellite time', adoptFrom: 'From', adoptOffset: 'Offset', adoptBeside: 'A file beside it has no fingerprint: make sure it was collected with this recording.',
  },
)
