// The three made-up units: who works there, with which recorders and computers, by which policy profile. All invented.

import type { Role } from '../../../src/core/policy/acts.ts'
import { defaultProfile } from '../../../src/core/policy/defaultProfile.ts'
import { exampleProfile } from '../../../src/core/policy/exampleProfile.ts'
import type { KnownProfile } from '../../../src/core/policy/profile.ts'

export interface PersonPlan {
  readonly name: string
  readonly officerNumber: string
  readonly roles: readonly Role[]
}

export interface UnitPlan {
  readonly key: 'district' | 'station' | 'remote'
  readonly unit: string
  readonly profile: KnownProfile
  readonly people: readonly PersonPlan[]
  /** Serial numbers; recorder n is issued to officer n. */
  readonly recorders: readonly string[]
  /** Computers; the first is the custodian's, the second the approver's, the others are shared by squads. */
  readonly devices: readonly string[]
  /** Sessions of a recorder on a working day: least and most. */
  readonly sessionsADay: readonly [number, number]
  /** Viewings of the unit on a working day: least and most. */
  readonly viewingsADay: readonly [number, number]
  /** Works away from the unit for days at a time. */
  readonly remote: boolean
  readonly places: readonly string[]
}

const officers = (names: string, first: number): readonly PersonPlan[] => names.split(' ').map((name, n) => ({ name, officerNumber: String(first + n * 3), roles: ['officer', 'viewer'] }))
const one = (name: string, officerNumber: string, ...roles: readonly Role[]): PersonPlan => ({ name, officerNumber, roles })
const serials = (prefix: string, count: number): readonly string[] => Array.from({ length: count }, (_, n) => `${prefix}${String(n * 37 + 101).padStart(4, '0')}`)

export const unitPlans: readonly UnitPlan[] = [
  {
    key: 'district',
    unit: '云台区文化和旅游发展委员会',
    profile: defaultProfile,
    people: [
      ...officers('陈立新 林晓梅 周大勇 吴文静 郑海涛 孙丽华 马建军 朱红霞 胡志强 郭秀英 何永平 高春燕 罗国庆 梁雪梅 宋卫东 谢金凤 韩志远 唐玉兰 冯少华 董淑珍', 500_101),
      one('许保国', '500201', 'custodian'), one('邓秋菊', '500202', 'custodian'), one('曹正明', '500301', 'approver'), one('彭建平', '500302', 'head'),
      one('曾晓东', '500401', 'viewer'), one('肖雅琴', '500402', 'viewer'), one('田监察', '500501', 'auditor'), one('袁管理', '500601', 'administrator'),
    ],
    recorders: serials('YT7A', 20),
    devices: ['档案室 电脑', '分管领导 笔记本', '一中队 笔记本', '二中队 笔记本', '三中队 笔记本'],
    sessionsADay: [1, 3],
    viewingsADay: [8, 16],
    remote: false,
    places: ['新华书店', '星光网吧', '滨江影城', '古镇游客中心', '金碧歌舞厅', '青年旅行社', '老街茶楼', '文峰印刷厂'],
  },
  {
    key: 'station',
    unit: '示例市东城执法大队',
    profile: exampleProfile,
    people: [
      ...officers('蒋伟 沈洁 杨帆 秦岭 尤勇 许峰 何欢 吕梁 施展 张弛 孔明亮 曹阳 严格 华峰 金鑫 魏来 陶然 姜山 戚远 谢谦', 310_211),
      one('邹文档', '310901', 'custodian'), one('窦保管', '310902', 'custodian'), one('章领导', '310801', 'approver'), one('云部长', '310802', 'head'),
      one('苏查阅', '310701', 'viewer'), one('潘复核', '310702', 'viewer'), one('葛监督', '310601', 'auditor'), one('范网管', '310501', 'administrator'),
    ],
    recorders: serials('DC9B', 20),
    devices: ['证据室 工作站', '大队长 笔记本', '巡逻一组 笔记本', '巡逻二组 笔记本'],
    sessionsADay: [1, 4],
    viewingsADay: [5, 12],
    remote: false,
    places: ['解放路口', '东门市场', '火车站广场', '滨河公园', '光明小区', '体育馆', '第三中学', '汽车站'],
  },
  {
    key: 'remote',
    unit: '雪岭乡联合执法点',
    profile: defaultProfile,
    // Two people do everything; approvals come from afar, and so does the audit.
    people: [one('扎西', '540011', 'officer', 'custodian', 'viewer', 'administrator'), one('卓玛', '540012', 'officer', 'viewer', 'custodian'), one('曲扎', '540001', 'approver', 'head'), one('洛桑', '540002', 'auditor')],
    recorders: serials('XL3C', 3),
    devices: ['雪岭 笔记本', '县局 电脑'],
    sessionsADay: [1, 4],
    viewingsADay: [0, 2],
    remote: true,
    places: ['牧场检查站', '垭口道班', '温泉客栈', '乡政府', '冬虫夏草交易点', '寺庙前广场'],
  },
]
