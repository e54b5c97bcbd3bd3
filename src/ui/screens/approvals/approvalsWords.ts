// Words of requests, approvals, registrations and urgent viewings.

import type { Use } from '../../../core/deeds/viewingDeeds.ts'
import { makeWords } from '../../i18n/makeWords.ts'

const usesZh: Record<`use.${Use}`, string> = { 'use.view': '查阅', 'use.extract': '提取', 'use.release': '对外提供', 'use.dispose': '销毁' }
const usesEn: Record<`use.${Use}`, string> = { 'use.view': 'View', 'use.extract': 'Extract', 'use.release': 'Release', 'use.dispose': 'Dispose' }

export const approvalsWords = makeWords(
  {
    ...usesZh,
    title: '审批', about: '查阅、提取、对外提供和销毁，都先申请，由分管领导批准；查阅还须保管人登记。每一步由本人签署，写入日志。',
    'show.todo': '待我办理', 'show.mine': '我的申请', 'show.open': '进行中', 'show.all': '全部', show: '显示', newRequest: '申请…', newAbout: '从档案里选要申请的执法过程',
    none: '没有要办理的', noneAbout: '有人申请查阅，或批准等待登记时，会出现在这里。', noneMine: '还没有申请', noneMineAbout: '在档案里找到要看的执法过程，点“查阅”，或为一批搜索结果申请。', toArchive: '到档案', pick: '选一份申请', pickAbout: '左边每一行是一份申请：谁、要看什么、为什么、到什么时候。',
    scope: '范围', count: (n: number) => `${n}份音像记录`, listMissing: '清单还没有到：可以看，不能据此查阅', use: '用途', purpose: '目的', reason: '事由', caseNumber: '案号', noCase: '无案号', asked: '申请人', until: '期限', times: '次数', anyTimes: '不限', timesOf: (n: number) => `${n}次`, used: (n: number) => `已用${n}次`, toSession: '到档案', watchNow: '查阅',
    history: '经过', 'did.request': '申请', 'did.approval': '批准', 'did.refusal': '不予批准', 'did.withdrawal': '撤回', 'did.registration': '登记', notCounting: '不作数', seen: (when: string) => `本机${when}收到`,
    answer: '审批', answerAbout: '您将签署对这份申请的答复：范围、期限和次数以下面为准。', answerAgain: '改作答复', approve: '批准', refuse: '不予批准', words: '批语', wordsHint: '不予批准时必须写明理由', wordsNeeded: '请写明不予批准的理由', untilDay: '批准至', untilDayHint: '只能早于申请的期限', timesField: '批准次数', timesHint: '0为不限；不能多于申请的次数', approved: '已签署批准', refused: '已签署不予批准', ownRequest: '自己的申请不能自己审批。', ownRequestHere: '这台电脑上的审批人可以在下面输入自己的口令；也可以把申请送到审批人那里。',
    register: '登记', registerAbout: '保管人登记谁、为什么、什么时候查阅；登记后即可查阅。', registerIt: '签署登记', registered: '已登记', registerSelf: '申请人自己可以登记：打开查阅即是登记。', carry: '送达', carryAbout: '没有网络时，用文件或二维码送到审批人、保管人或申请人的电脑上；有服务器时会自动交换。',
    withdraw: '撤回', withdrawAbout: '撤回后不能再据此查阅；申请和批准仍留在日志里。', withdrawWords: '撤回的原因', withdrawIt: '签署撤回', withdrawn: '已撤回',
    urgent: '紧急查阅', urgentNotAsked: '紧急查阅，还没有补办申请', urgentAsk: '补办申请', urgentDue: (when: string) => `须在${when}前补批`, urgentOverdue: (when: string) => `${when}已逾期，列为问题`, urgentAbout: '这次查阅没有事先批准。把它补报给审批人：看过的内容、目的和事由照当时的登记。',
    askFound: '申请查阅…', ask: '申请', askTitle: '申请', askAbout: '您将签署一份申请：为什么、要看什么、到什么时候。', askFor: '申请用途', askUntil: '期限', askUntilHint: (days: number) => `制度默认${days}天`, askTimes: '次数', askTimesHint: '0为不限', askTimesLimit: (n: number) => `制度最多${n}次`, askSessions: '要申请的执法过程', askSelected: (sessions: number, recordings: number) => `已选${sessions}次执法过程，${recordings}份音像记录`, askNone: '没有可申请的内容', askNoneAbout: '在档案里搜索或选择，再从那里申请。', askIt: '签署申请', askedIt: '申请已写入日志', askBack: '返回', reasonHint: '写明为什么需要', reasonNeeded: '请写明事由', selectAll: '全选', dayForm: '写成2026-03-26', dayBad: '没有这一天', dayPast: '这一天已经过去', caseHint: '没有案号可以留空', signs: (name: string, number: string) => `签署人${name}${number && `（${number}）`}`,
    waitingFor: '等待', overdueMark: '逾期',
  },
  {
    ...usesEn,
    title: 'Approvals', about: 'Viewing, extracting, releasing and disposing are asked for first and approved by an approver; a viewing is then registered by a custodian. Each step is signed by the person and written to the log.',
    'show.todo': 'For me to do', 'show.mine': 'My requests', 'show.open': 'Open', 'show.all': 'All', show: 'Show', newRequest: 'Request…', newAbout: 'Choose sessions in the archive',
    none: 'Nothing to do', noneAbout: 'Requests to answer and approvals to register appear here.', noneMine: 'No requests yet', noneMineAbout: 'Find a session in the archive and choose “View”, or ask for a whole search result.', toArchive: 'To the archive', pick: 'Choose a request', pickAbout: 'Each row is one request: who, what, why, until when.',
    scope: 'Scope', count: (n) => `${n} ${n === 1 ? 'recording' : 'recordings'}`, listMissing: 'The list has not arrived: it can be read, nothing can be viewed by it', use: 'Use', purpose: 'Purpose', reason: 'Reason', caseNumber: 'Case number', noCase: 'no case number', asked: 'Asked by', until: 'Until', times: 'Times', anyTimes: 'any number', timesOf: (n) => `${n}`, used: (n) => `${n} used`, toSession: 'In the archive', watchNow: 'View',
    history: 'History', 'did.request': 'asked', 'did.approval': 'approved', 'did.refusal': 'refused', 'did.withdrawal': 'withdrew', 'did.registration': 'registered', notCounting: 'does not count', seen: (when) => `received here ${when}`,
    answer: 'Answer', answerAbout: 'You sign the answer to this request; scope, time and number are as given here.', answerAgain: 'Answer differently', approve: 'Approve', refuse: 'Refuse', words: 'Words', wordsHint: 'A refusal needs its reason', wordsNeeded: 'Give the reason of the refusal', untilDay: 'Approved until', untilDayHint: 'Not later than asked for', timesField: 'Times approved', timesHint: '0: any number; not more than asked for', approved: 'Approval signed', refused: 'Refusal signed', ownRequest: 'Nobody answers their own request.', ownRequestHere: 'An approver on this computer can type their own passphrase below; or send the request to the approver.',
    register: 'Register', registerAbout: 'The custodian registers who views, why and when; then it can be viewed.', registerIt: 'Sign registration', registered: 'Registered', registerSelf: 'The requester may register: opening the viewing does it.', carry: 'Carry', carryAbout: 'Without a network, take it by file or QR code to the approver’s, custodian’s or requester’s computer; with a server it is exchanged by itself.',
    withdraw: 'Withdraw', withdrawAbout: 'Nothing can be viewed by it afterwards; request and approval stay in the log.', withdrawWords: 'Why', withdrawIt: 'Sign withdrawal', withdrawn: 'Withdrawn',
    urgent: 'Urgent viewing', urgentNotAsked: 'Urgent viewing, not yet reported', urgentAsk: 'Report it', urgentDue: (when) => `To be approved before ${when}`, urgentOverdue: (when) => `Overdue since ${when}: a finding`, urgentAbout: 'This viewing had no approval. Report it to an approver: what was opened, purpose and reason as registered then.',
    askFound: 'Request…', ask: 'Request', askTitle: 'Request', askAbout: 'You sign a request: why, what, until when.', askFor: 'For', askUntil: 'Until', askUntilHint: (days) => `By policy ${days} days`, askTimes: 'Times', askTimesHint: '0: any number', askTimesLimit: (n) => `at most ${n} by policy`, askSessions: 'Sessions asked for', askSelected: (sessions, recordings) => `${sessions} ${sessions === 1 ? 'session' : 'sessions'}, ${recordings} ${recordings === 1 ? 'recording' : 'recordings'} selected`, askNone: 'Nothing to ask for', askNoneAbout: 'Search or choose in the archive and ask from there.', askIt: 'Sign request', askedIt: 'Request written to the log', askBack: 'Back', reasonHint: 'Say why it is needed', reasonNeeded: 'Give a reason', selectAll: 'Select all', dayForm: 'As 2026-03-26', dayBad: 'There is no such day', dayPast: 'That day is over', caseHint: 'Leave empty if there is none', signs: (name, number) => `Signed by ${name}${number && ` (${number})`}`,
    waitingFor: 'Waiting', overdueMark: 'overdue',
  },
)
