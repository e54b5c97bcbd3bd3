// Opens several Sessions on one clock by one click, and says which of them stay away and why.

import { A } from '@solidjs/router'
import { createMemo, For, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { combineLive } from '../../../core/live.ts'
import type { CoverFault } from '../../../core/viewing/approvals.ts'
import { common } from '../../i18n/common.ts'
import { coverText } from '../../i18n/coverText.ts'
import { formatClock } from '../../i18n/formats.ts'
import { Icon } from '../../parts/Icon.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { planTogether, togetherHref, type Absence } from './planTogether.ts'
import { togetherWords as t } from './togetherWords.ts'
import './together.css'

interface TogetherProps {
  /** Of one day. */
  readonly rows: readonly SessionRow[]
  /** Where it opens, on that Session's clock. */
  readonly atMs: (row: SessionRow) => number
  /** It is watched for this case. */
  readonly caseNumber?: string
  /** A link also where one opens alone; without, others lead there. */
  readonly alone?: boolean
}

export const Together = (props: TogetherProps): JSX.Element => {
  const app = useApp()
  const ids = createMemo(() => props.rows.map(({ session }) => session.id).join())
  const covers = createLive(() => {
    void ids()
    return combineLive(
      props.rows.map(({ session }) => app.cover(session.id)),
      (...answers) => new Map(props.rows.map(({ session }, i) => [session.id as string, answers[i]])),
    )
  })
  const faultOf = ({ session }: SessionRow): CoverFault | null => {
    const answer = covers()?.get(session.id)
    return answer && !answer.ok ? (answer.error[0]?.fault ?? { type: 'notAsked' }) : null
  }
  const plan = createMemo(() => planTogether(props.rows, faultOf))
  return (
    <div class="together">
      <Show when={(plan().rows.length > 1 || props.alone) && togetherHref(plan(), props.atMs, props.caseNumber)}>
        {(href) => (
          <A class="button compact" href={href()}>
            <Icon name="play" />
            {plan().pictures > 1 ? t('together', plan().pictures) : t('alone')}
          </A>
        )}
      </Show>
      <Show when={covers() && plan().rows.length > 1 && !plan().isCovered}>
        <span class="small muted">{t('askFirst')}</span>
      </Show>
      <Show when={covers() && plan().absent.length > 0}>
        <ul class="small togetherAbsent">
          <For each={plan().absent}>
            {({ row, why }) => (
              <li>
                <Icon name={why.type === 'away' ? 'unplugged' : why.type === 'notCovered' ? 'lock' : 'warn'} size={13} class="amber" />
                <span>
                  {row.session.recorder ?? common('unknownRecorder')} <span class="mono">{formatClock(row.session.startMs)}</span>
                </span>
                <span class="muted">{absenceText(why)}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}

const absenceText = (why: Absence): string => {
  switch (why.type) {
    case 'nothingPlays':
      return t('nothingPlays')
    case 'away':
      return why.drives.length > 0 ? t('away', why.drives) : t('nowhere')
    case 'notCovered':
      return coverText(why.fault).title
    case 'full':
      return t('full')
  }
}
