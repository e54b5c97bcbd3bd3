// The form of articles 16 and 17: why, for which case, and what will be signed by whom.

import { A } from '@solidjs/router'
import { createSignal, For, onMount, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import { purposes } from '../../../core/log/kinds.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Field, TextField } from '../../parts/Field.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import type { Registration } from './createViewing.ts'
import { SessionTitle } from './SessionTitle.tsx'
import type { OpenIdentity } from './Viewing.tsx'
import { viewingWords as t } from './viewingWords.ts'

interface RegisteringProps {
  readonly row: SessionRow
  readonly me: OpenIdentity
  readonly first: Registration
  readonly refused: FieldreelError | null
  readonly onSign: (registration: Registration) => void
}

export const Registering = (props: RegisteringProps): JSX.Element => {
  onMount(useApp().prepareViewing)
  const [form, setForm] = createSignal<Registration>(props.first)
  const [complained, setComplained] = createSignal(false)
  const put = (change: Partial<Registration>): void => void setForm((before) => ({ ...before, ...change }))
  /** Nobody should sign for a picture that cannot come. */
  const nothing = (): boolean => props.row.recordings.every(({ playMode }) => playMode === 'none')
  const missing = (): boolean => form().reason.trim() === ''
  const submit = (event: Event): void => {
    event.preventDefault()
    if (nothing()) return
    if (missing()) return void setComplained(true)
    props.onSign({ urgent: true, purpose: form().purpose, reason: form().reason.trim(), caseNumber: form().caseNumber.trim() })
  }
  return (
    <section class="screen">
      <header class="screenHead">
        <A class="button quiet compact" href={`/archive/${encodeURIComponent(props.row.session.id)}`}>
          {t('inArchive')}
        </A>
        <h1>{t('registerTitle')}</h1>
      </header>
      <div class="screenBody scroll">
        <form class="register stack wide" onSubmit={submit} autocomplete="off">
          <div class="panel row wrap">
            <SessionTitle row={props.row} />
          </div>
          <Show when={nothing()} fallback={<p class="muted">{t('registerAbout')}</p>}>
            <p class="note amber row top">
              <Icon name="warn" class="amber" />
              {t('nothingPlays')}
            </p>
          </Show>
          <Show when={!nothing()}>
            <fieldset class="purposes">
              <legend>{t('purpose')}</legend>
              <For each={purposes}>
                {(purpose) => (
                  <label class="purpose" classList={{ chosen: form().purpose === purpose }}>
                    <input type="radio" name="purpose" value={purpose} checked={form().purpose === purpose} onChange={() => put({ purpose })} />
                    {common(`purpose.${purpose}`)}
                  </label>
                )}
              </For>
            </fieldset>
            <TextField label={t('reason')} rows={3} required maxlength={500} hint={t('reasonHint')} complaint={complained() && missing() ? t('reasonNeeded') : null} value={form().reason} onInput={(event) => put({ reason: event.currentTarget.value })} ref={(element: HTMLTextAreaElement) => queueMicrotask(() => element.focus())} />
            <Field label={t('caseNumber')} maxlength={100} hint={t('caseHint')} value={form().caseNumber} onInput={(event) => put({ caseNumber: event.currentTarget.value })} />
            <div class="note stack">
              <h3>{t('willSign')}</h3>
              <ul class="signList">
                <li>{t('signsWho', props.me.person.name, props.me.person.officerNumber, props.me.device)}</li>
                <li>{t('signsWhat', props.row.recordings.length)}</li>
                <li>{t('signsAfter')}</li>
              </ul>
            </div>
            <Show when={props.refused}>{(error) => <Problem error={error()} actions={<Mending row={props.row} error={error()} />} />}</Show>
            <div class="row">
              <span class="grow" />
              <Button type="submit" tone="accent" icon="shield">
                {t('openIt')}
              </Button>
            </div>
          </Show>
        </form>
      </div>
    </section>
  )
}

/** Buttons for the drives that would help. */
const Mending = (props: { readonly row: SessionRow; readonly error: FieldreelError }): JSX.Element => {
  const app = useApp()
  const away = (): SessionRow['whereabouts']['drives'] => (props.error.type === 'CopyUnavailable' ? props.row.whereabouts.drives.filter(({ connected }) => !connected) : [])
  return (
    <>
      <For each={away()}>
        {(drive) => (
          <Button small icon="drive" onClick={() => act(app.reconnectDrive(drive.driveId))}>
            {t('reconnect', drive.name)}
          </Button>
        )}
      </For>
      <Show when={['CopyUnavailable', 'PermissionDenied', 'DriveGone', 'FileGone', 'FileChanged', 'WrongDrive'].includes(props.error.type)}>
        <A class="button compact" href="/drives">
          <Icon name="drive" />
          {t('toDrives')}
        </A>
      </Show>
    </>
  )
}
