// Everybody and every device of the unit: certificate dates, new roles, revocation, and taking that to other devices.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { Identity, RosterEntry } from '../../../app/app.ts'
import { formatTime } from '../../i18n/formats.ts'
import { rolesText } from '../../i18n/rolesText.ts'
import { Button } from '../../parts/Button.tsx'
import { CarryDeeds } from '../../parts/CarryDeeds.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { peopleWords as t } from './peopleWords.ts'
import { RenewDialog } from './RenewDialog.tsx'
import { RevokeDialog } from './RevokeDialog.tsx'
import { Section } from './Section.tsx'

export const Roster = (props: { readonly identity: Extract<Identity, { state: 'open' }> }): JSX.Element => {
  const app = useApp()
  const roster = createLive(() => app.roster, [])
  const [renewing, setRenewing] = createSignal<RosterEntry | null>(null)
  const [revoking, setRevoking] = createSignal<RosterEntry | null>(null)
  return (
    <Section id="roster" title={t('roster')} about={t('rosterAbout')}>
      <ul class="rosterList">
        <For each={roster()} fallback={<li class="muted">{t('rosterEmpty')}</li>}>
          {(row) => (
            <li classList={{ ended: row.revocation !== null }}>
              <div class="row wrap">
                <span class="chip">{row.kind === 'person' ? t('kindPerson') : t('kindDevice')}</span>
                <strong>{row.name}</strong>
                <span class="muted">{[row.officerNumber, rolesText(row.roles), ...row.clearances.map((level) => t(`level.${level}`))].filter(Boolean).join(' · ')}</span>
                <Show when={row.self}>
                  <span class="chip accent">{row.kind === 'person' ? t('self') : t('selfDevice')}</span>
                </Show>
                <span class="grow" />
                <span class="row">
                <Show when={props.identity.mayEnrol && !row.revocation}>
                  <Show when={row.kind === 'person'}>
                    <Button small tone="quiet" aria-label={`${t('renew')} ${row.name}`} onClick={() => setRenewing(row)}>
                      {t('renew')}
                    </Button>
                  </Show>
                  <Show when={!row.self}>
                    <Button small tone="quiet" aria-label={`${t('revoke')} ${row.name}`} onClick={() => setRevoking(row)}>
                      {t('revoke')}
                    </Button>
                  </Show>
                </Show>
                </span>
              </div>
              <div class="row wrap small muted">
                <Show
                  when={row.revocation}
                  fallback={
                    <span>
                      {t('since')} <TimeText ms={row.sinceMs} show="day" />
                      <Show when={row.renewedMs > row.sinceMs}>
                        {' · '}
                        {t('renewed')} <TimeText ms={row.renewedMs} show="day" />
                      </Show>
                    </span>
                  }
                >
                  {(ended) => (
                    <span class="red">
                      {t('revokedFrom', formatTime(ended().fromMs), ended().reason)}
                    </span>
                  )}
                </Show>
              </div>
            </li>
          )}
        </For>
      </ul>
      <h3>{t('carry')}</h3>
      <p class="muted small">{t('carryAbout')}</p>
      <CarryDeeds statements />
      <Show when={renewing()}>{(row) => <RenewDialog row={row()} identity={props.identity} onClose={() => setRenewing(null)} />}</Show>
      <Show when={revoking()}>{(row) => <RevokeDialog row={row()} identity={props.identity} onClose={() => setRevoking(null)} />}</Show>
    </Section>
  )
}
