// Who watches under which registration: always in sight.

import { A } from '@solidjs/router'
import { createMemo, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { Icon } from '../../parts/Icon.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import type { ViewingScreen } from './createViewing.ts'
import { SessionTitle } from './SessionTitle.tsx'
import type { OpenIdentity } from './Viewing.tsx'
import { viewingWords as t } from './viewingWords.ts'

export const RegistrationCard = (props: { readonly row: SessionRow; readonly me: OpenIdentity; readonly viewing: ViewingScreen; readonly id: string | null }): JSX.Element => {
  const app = useApp()
  const viewings = createLive(() => app.viewings, [])
  const book = createLive(() => app.deeds)
  const registration = (): ReturnType<ViewingScreen['registration']> => props.viewing.registration()
  const approval = createMemo(() => {
    const cited = viewings().find(({ viewing }) => viewing === props.viewing.visit())?.approval
    return cited ? book()?.find(cited) : null
  })
  /** Leaving an urgent viewing leads to the form that reports it. */
  const away = (): string => (registration().urgent && props.viewing.visit() ? `/approvals/ask?urgent=${props.viewing.visit()}` : `/archive/${encodeURIComponent(props.row.session.id)}`)
  return (
    <section class="sideBlock stack">
      <h1 class="registrationTitle">
        <SessionTitle row={props.row} />
      </h1>
      <dl class="facts2">
        <dt>{t('viewer')}</dt>
        <dd>
          {props.me.person.name} <span class="muted">{props.me.person.officerNumber}</span>
        </dd>
        <dt>{t('approvedBy')}</dt>
        <dd>
          <Show when={approval()} fallback={<span class={registration().urgent ? 'amber' : 'muted'}>{registration().urgent ? t('urgentNow') : '…'}</span>}>
            {(deed) => <A href={`/approvals/${(deed().fields as { readonly request: string }).request}`}>{deed().name}</A>}
          </Show>
        </dd>
        <dt>{t('purpose')}</dt>
        <dd>{common(`purpose.${registration().purpose}`)}</dd>
        <dt>{t('reason')}</dt>
        <dd>{registration().reason}</dd>
        <dt>{t('caseNumber')}</dt>
        <dd>{registration().caseNumber || <span class="muted">{t('noCase')}</span>}</dd>
        <Show when={props.id}>
          {(id) => (
            <>
              <dt>{t('viewingId')}</dt>
              <dd>
                <code title={id()}>{id().slice(0, 8)}</code>
              </dd>
            </>
          )}
        </Show>
      </dl>
      <p class="row wrap">
        <A class="button compact" href={away()}>
          <Icon name="close" />
          {t('closeViewing')}
        </A>
        <Show when={registration().urgent}>
          <span class="small muted">{t('closeUrgent')}</span>
        </Show>
      </p>
    </section>
  )
}
