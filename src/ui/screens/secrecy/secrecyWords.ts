// Words of classification (article 19).

import { makeWords } from '../../i18n/makeWords.ts'

export const secrecyWords = makeWords(
  {
    title: '涉密', none: '未定密', classify: '定密', change: '变更', end: '解除', by: (person: string, time: string) => `${person}，${time}`, level: '密级', 'level.internal': '工作秘密', 'level.commercial': '商业秘密', 'level.state': '国家秘密', chooseLevel: '请选择', noLevel: '解除涉密',
    reason: '理由', reasonHint: '写入日志并由本人签名；理由本身不要写涉密内容', basis: '依据', basisHint: '法律、法规或定密事项的条款，可不填', sign: '签署定密', signEnd: '签署解除',
    hides: '定密后，没有相应知悉权限的人员在列表、统计、检索、画面、导出中都看不到它；由它制作、存在本机浏览器里的制作件文件随即移除，文书仍在', hidesMe: '您没有这一知悉权限：签署后您自己也看不到它', mayNot: (roles: string) => `由${roles}定密`,
    covers: (n: number) => `${n}件音像记录`, listEmpty: '没有定密的内容', listEmptyAbout: '在档案中选中一次执法过程，在“涉密”一栏定密。', what: '内容', who: '定密人', session: '执法过程', recording: '音像记录', case: '案卷', since: '起', ended: '已解除', csv: '导出 CSV',
  },
  {
    title: 'Classification', none: 'Not classified', classify: 'Classify', change: 'Change', end: 'End', by: (person, time) => `${person}, ${time}`, level: 'Class', 'level.internal': 'Internal matter', 'level.commercial': 'Commercial secret', 'level.state': 'State secret', chooseLevel: 'Choose one', noLevel: 'No longer classified',
    reason: 'Reason', reasonHint: 'Goes into the log, signed by you; do not put the secret itself here', basis: 'Basis', basisHint: 'Provision it rests on; may be left out', sign: 'Sign the classification', signEnd: 'Sign its end',
    hides: 'Once classified, whoever is not cleared sees nothing of it: not in lists, counts, search, pictures or exports; files of pieces made of it are removed from this browser, their deeds stay', hidesMe: 'You are not cleared for this class: once signed, you will not see it either', mayNot: (roles) => `Classified by: ${roles}`,
    covers: (n) => `${n} ${n === 1 ? 'recording' : 'recordings'}`, listEmpty: 'Nothing is classified', listEmptyAbout: 'Choose a session in the archive and classify it under “Classification”.', what: 'What', who: 'By', session: 'Session', recording: 'Recording', case: 'Case', since: 'Since', ended: 'Ended', csv: 'Export CSV',
  },
)
