// Who watches under which registration: always in sight.

import { A } from '@solidjs/router'
import { Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { Icon } from '../../parts/Icon.tsx'
import type { Registration } from './createViewing.ts'
import { SessionTitle } from './SessionTitle.tsx'
import type { OpenIdentity } from './Viewing.tsx'
import { viewingWords as t } from './viewingWords.ts'

export const RegistrationCard = (props: { readonly row: SessionRow; readonly me: OpenIdentity; readonly registration: Registration; readonly id: string | null }): JSX.Element => (
  <section class="sideBlock stack">
    <h1 class="registrationTitle">
      <SessionTitle row={props.row} />
    </h1>
    <dl class="facts2">
      <dt>{t('viewer')}</dt>
      <dd>
        {props.me.person.name} <span class="muted">{props.me.person.officerNumber}</span>
      </dd>
      <dt>{t('purpose')}</dt>
      <dd>{common(`purpose.${props.registration.purpose}`)}</dd>
      <dt>{t('reason')}</dt>
      <dd>{props.registration.reason}</dd>
      <dt>{t('caseNumber')}</dt>
      <dd>{props.registration.caseNumber || <span class="muted">{t('noCase')}</span>}</dd>
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
    <p class="row">
      <A class="button compact" href={`/archive/${encodeURIComponent(props.row.session.id)}`}>
        <Icon name="close" />
        {t('closeViewing')}
      </A>
    </p>
  </section>
)
