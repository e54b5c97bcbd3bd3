// What became of a Request, in one word.

import type { RequestState } from '../../core/viewing/requests.ts'
import { makeWords } from './makeWords.ts'

const zh: Record<RequestState, string> = { waiting: '待审批', refused: '未批准', approved: '已批准，待登记', registered: '已批准', withdrawn: '已撤回', expired: '已过期', usedUp: '次数已用完', urgentWaiting: '紧急查阅，待补批', urgentOverdue: '紧急查阅，逾期未补批', urgentApproved: '紧急查阅，已补批' }
const en: Record<RequestState, string> = { waiting: 'waiting', refused: 'refused', approved: 'approved, to be registered', registered: 'approved', withdrawn: 'withdrawn', expired: 'expired', usedUp: 'used up', urgentWaiting: 'urgent, to be approved', urgentOverdue: 'urgent, approval overdue', urgentApproved: 'urgent, approved' }

export const requestStateText = makeWords(zh, en)
