// Words of places: the plot, the map, its file, and where places were read.

import { makeWords } from '../../../i18n/makeWords.ts'

export const mapWords = makeWords(
  {
    places: '位置', plotAbout: '轨迹图：点按轨迹跳到那一刻', mapAbout: '地图：点按轨迹或地点跳到那一刻', asMap: '地图', asPlot: '轨迹图', zoomIn: '放大', zoomOut: '缩小', fitTrack: '看全部轨迹并跟随', larger: '展开地图', smaller: '收起地图', mapOpening: '正在打开地图文件…',
    noMap: '没有底图，按比例画轨迹。可选一个 PMTiles 地图文件（如本县的 .pmtiles）作底图；只从本机读取，不联网。', chooseMap: '选择地图文件…', otherMap: '换地图…', forgetMap: '不用地图', askMap: (name: string) => `打开“${name}”`, askMapAbout: '上次选的地图文件；浏览器要求再点一次。', mapAway: (name: string) => `地图文件“${name}”现在读不到`, mapAgain: '再试', onlyNow: '浏览器只让它用到关闭本页。',
    noWebGl: '这个浏览器没有 WebGL，画不出地图；轨迹图照常可用。', mapFailed: (why: string) => `地图画不出来：${why}。轨迹图照常可用。`,
    mapTrouble: '地图文件有一部分读不出',
    datum: '记录仪坐标', wgs: 'WGS-84', gcj: 'GCJ-02', datumAbout: '只影响地图上的画法：在国内销售的记录仪可能写 GCJ-02（偏移几百米）。原有坐标不变。', datumNow: '按 GCJ-02 换算后画在地图上；下面的坐标仍是原值',
    sources: '查到的地点', drawn: '已采用', pointsOf: (n: number) => (n === 1 ? '1处' : `${n}点`), 'source.gpmf': '文件内遥测，已逐块校验', 'source.photo': '照片EXIF', 'source.probe': '文件所写的地点（©xyz、QuickTime）', beside: (file: string) => `旁文件${file}，没有指纹`, gpsBegin: (time: string, seconds: number) => `卫星时间开始 ${time} ±${seconds}秒`, noneDrawn: '未采用',
  },
  {
    places: 'Places', plotAbout: 'Track plot: click the track to go there', mapAbout: 'Map: click a track or a place to go there', asMap: 'Map', asPlot: 'Plot', zoomIn: 'Zoom in', zoomOut: 'Zoom out', fitTrack: 'Whole track, and follow', larger: 'Larger map', smaller: 'Smaller map', mapOpening: 'Opening the map file…',
    noMap: 'No map: the track is drawn to scale. Choose a PMTiles file (your county’s .pmtiles, say) to draw it on; it is read from this computer only, no network.', chooseMap: 'Choose a map file…', otherMap: 'Other map…', forgetMap: 'No map', askMap: (name) => `Open “${name}”`, askMapAbout: 'The map chosen last time; the browser asks for one more click.', mapAway: (name) => `The map file “${name}” cannot be read now`, mapAgain: 'Try again', onlyNow: 'The browser lets it be used until this page is closed.',
    noWebGl: 'This browser has no WebGL and cannot draw a map; the plot works as ever.', mapFailed: (why) => `The map cannot be drawn: ${why}. The plot works as ever.`,
    mapTrouble: 'A part of the map file cannot be read',
    datum: 'Recorder’s coordinates', wgs: 'WGS-84', gcj: 'GCJ-02', datumAbout: 'Changes the drawing only: recorders sold in China may write GCJ-02, hundreds of metres off. What was recorded stays.', datumNow: 'Drawn as converted from GCJ-02; the coordinates below are as recorded',
    sources: 'Places found', drawn: 'used', pointsOf: (n) => (n === 1 ? '1 place' : `${n} points`), 'source.gpmf': 'telemetry inside the file, checked block by block', 'source.photo': 'EXIF of the photo', 'source.probe': 'place the file names (©xyz, QuickTime)', beside: (file) => `${file} beside it, no fingerprint`, gpsBegin: (time, seconds) => `began ${time} ±${seconds} s by satellite time`, noneDrawn: 'not used',
  },
)
