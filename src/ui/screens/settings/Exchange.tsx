// The server: its address, how the last exchange went, and "exchange now".

import { createSignal, Show, type JSX } from 'solid-js'
import { formatCount } from '../../i18n/formats.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { Section } from './Section.tsx'
import { settingsWords as t } from './settingsWords.ts'

const isAddress = (text: string): boolean => text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))

export const Exchange = (): JSX.Element => {
  const app = useApp()
  const settings = createLive(() => app.settings)
  const exchange = createLive(() => app.exchange)
  const [draft, setDraft] = createSignal<string | null>(null)
  const address = (): string => draft() ?? settings()?.server ?? ''
  const changed = (): boolean => address().trim() !== (settings()?.server ?? '')
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (isAddress(address().trim()) && (await act(app.setServer(address().trim())))) setDraft(null)
  }
  const run = async (): Promise<void> => {
    if (await act(app.exchangeNow())) tell(t('exchanged'))
  }
  return (
    <Section id="server" title={t('server')}>
      <form class="row top" onSubmit={(event) => void save(event)}>
        <div class="grow">
          <Field label={t('serverAddress')} type="url" inputMode="url" placeholder="https://" hint={t('serverHint')} complaint={isAddress(address().trim()) ? null : t('serverBad')} value={address()} onInput={(event) => setDraft(event.currentTarget.value)} />
        </div>
        <Button class="besideField" type="submit" disabled={!changed() || !isAddress(address().trim())}>
          {common('save')}
        </Button>
      </form>
      <Show when={exchange()}>
        {(state) => (
          <>
            <dl class="facts2">
              <dt>{t('exchangeState')}</dt>
              <dd class={state().server === 'connected' ? 'green' : state().server === 'refused' ? 'red' : ''}>{t(`server.${state().server}`)}</dd>
              <dt>{t('lastExchange')}</dt>
              <dd>
                <Show when={state().lastMs} fallback={t('neverExchanged')}>
                  {(ms) => <TimeText ms={ms()} />}
                </Show>
              </dd>
              <dt>{t('waitingEntries')}</dt>
              <dd>{t('waitingCount', formatCount(state().waiting))}</dd>
            </dl>
            <Show when={state().error}>{(error) => <Problem error={error()} />}</Show>
            <div class="row">
              <Button icon="refresh" disabled={state().server === 'off'} onClick={run}>
                {t('exchangeNow')}
              </Button>
            </div>
          </>
        )}
      </Show>
    </Section>
  )
}
