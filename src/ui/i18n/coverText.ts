// Why nothing covers a viewing, and what to do about it: one sentence and one step for each reason, in both languages.

import type { CoverFault } from '../../core/viewing/approvals.ts'
import { formatTime } from './formats.ts'
import { makeWords } from './makeWords.ts'

const t = makeWords(
  {
    'notAsked': '还没有申请查阅', 'notAsked.next': '先申请，由分管领导批准。', 'waiting': (when: string) => `已于${when}申请，等待审批`, 'waiting.next': '审批人可在本机批准，或把批准用服务器、介质、文件、二维码送来。',
    'refused': (by: string, words: string) => `${by}没有批准${words && `：“${words}”`}`, 'refused.next': '写明理由后可以再申请。', 'withdrawn': (by: string) => `申请已由${by}撤回`, 'withdrawn.next': '仍需查阅的，再申请一次。',
    'expired': (when: string) => `批准已于${when}到期`, 'expired.next': '仍需查阅的，再申请一次。', 'usedUp': (n: number) => `批准的${n}次查阅已经用完`, 'usedUp.next': '仍需查阅的，再申请一次。',
    'otherPerson': (name: string) => `批准是给${name}的，不是给您的`, 'otherPerson.next': '以自己的名义申请。', 'notRegistered': (by: string) => `${by}已批准，保管人还没有登记`, 'notRegistered.next': '请保管人在本机登记，或把登记送来。',
    'coversSome': (covered: number, asked: number) => `批准只包括其中${covered}份，这次执法过程有${asked}份`, 'coversSome.next': '为全部记录再申请一次。', 'listMissing': '批准在这里，所批准的记录清单还没有到', 'listMissing.next': '把申请连同清单再带来一次。',
    'revoked': (name: string) => `${name}的证书已吊销，所签的不再许可新的查阅`, 'revoked.next': '请在任的审批人重新批准。', 'clockBack': (when: string) => `批准签于${when}，晚于本机时钟：时钟被往回调过`, 'clockBack.next': '校准本机时钟后再打开。',
  },
  {
    'notAsked': 'Nobody has asked for this viewing yet', 'notAsked.next': 'Ask first; an approver agrees.', 'waiting': (when) => `Asked ${when}, waiting for an approver`, 'waiting.next': 'The approver can approve on this device, or send the approval by server, drive, file or QR code.',
    'refused': (by, words) => `${by} did not approve it${words && `: “${words}”`}`, 'refused.next': 'Ask again with your reasons.', 'withdrawn': (by) => `The request was withdrawn by ${by}`, 'withdrawn.next': 'Ask again if it is still needed.',
    'expired': (when) => `The approval ran out ${when}`, 'expired.next': 'Ask again if it is still needed.', 'usedUp': (n) => `All ${n} approved ${n === 1 ? 'viewing has' : 'viewings have'} been used`, 'usedUp.next': 'Ask again if it is still needed.',
    'otherPerson': (name) => `The approval is for ${name}, not for you`, 'otherPerson.next': 'Ask in your own name.', 'notRegistered': (by) => `Approved by ${by}, not yet registered by a custodian`, 'notRegistered.next': 'A custodian registers it on this device, or sends the registration.',
    'coversSome': (covered, asked) => `The approval covers ${covered} of the ${asked} recordings of this session`, 'coversSome.next': 'Ask again for all of them.', 'listMissing': 'The approval is here; the list of what was approved has not arrived', 'listMissing.next': 'Bring the request with its list once more.',
    'revoked': (name) => `The certificate of ${name} was revoked: what they signed permits nothing new`, 'revoked.next': 'Have it approved again by an approver in office.', 'clockBack': (when) => `Approved ${when}, later than this computer’s clock: the clock was set back`, 'clockBack.next': 'Set the clock right and open again.',
  },
)

export interface CoverText {
  readonly title: string
  readonly next: string
}

export const coverText = (fault: CoverFault): CoverText => {
  const next = t(`${fault.type}.next`)
  switch (fault.type) {
    case 'notAsked':
    case 'listMissing':
      return { title: t(fault.type), next }
    case 'waiting':
      return { title: t('waiting', formatTime(fault.askedMs)), next }
    case 'refused':
      return { title: t('refused', fault.by, fault.words), next }
    case 'withdrawn':
      return { title: t('withdrawn', fault.by), next }
    case 'expired':
      return { title: t('expired', formatTime(fault.untilMs)), next }
    case 'usedUp':
      return { title: t('usedUp', fault.times), next }
    case 'otherPerson':
      return { title: t('otherPerson', fault.name), next }
    case 'notRegistered':
      return { title: t('notRegistered', fault.by), next }
    case 'coversSome':
      return { title: t('coversSome', fault.covered, fault.asked), next }
    case 'revoked':
      return { title: t('revoked', fault.name), next }
    case 'clockBack':
      return { title: t('clockBack', formatTime(fault.madeMs)), next }
  }
}
