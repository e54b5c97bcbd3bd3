// Article 19 for one thing: its class, by whom and why, and the form to classify it or end that.

import { createMemo, createSignal, Show, type JSX } from 'solid-js'
import { makeRecordingList } from '../../../core/deeds/recordingList.ts'
import { levels, type Level } from '../../../core/deeds/secrecyDeeds.ts'
import type { RecordingId } from '../../../core/ids.ts'
import { mayDo, rolesFor } from '../../../core/policy/profile.ts'
import { classificationsOf, type Classified } from '../../../core/policy/secrecy.ts'
import { common } from '../../i18n/common.ts'
import { formatTime } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Field, Select, TextField } from '../../parts/Field.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { secrecyWords as t } from './secrecyWords.ts'

interface SecrecyProps {
  readonly subject: 'session' | 'recording' | 'case'
  /** Session id, Recording id or case number. */
  readonly of: string
  readonly recordings: readonly RecordingId[]
}

export const SecrecyPanel = (props: SecrecyProps): JSX.Element => {
  const app = useApp()
  const deeds = createLive(() => app.deeds)
  const policy = createLive(() => app.policy)
  const identity = createLive(() => app.identity)
  const [open, setOpen] = createSignal(false)
  const standing = createMemo((): Classified | null => {
    const book = deeds()
    if (!book) return null
    const known = classificationsOf(book)
    const named = { session: known.sessions, recording: known.recordings, case: known.cases }[props.subject].get(props.of)
    return named ?? props.recordings.flatMap((id) => known.recordings.get(id) ?? [])[0] ?? null
  })
  const may = (): boolean => {
    const [known, who] = [policy(), identity()]
    return known !== undefined && who?.state === 'open' && mayDo(known.profile, who.person.roles, 'classify')
  }
  const allowed = (): string => rolesFor(policy()?.profile ?? { roles: [] }, 'classify').map((role) => common(`role.${role}`)).join(' · ')
  return (
    <section class="stack">
      <h2>{t('title')}</h2>
      <Show when={standing()} fallback={<p class="muted">{t('none')}</p>}>
        {(now) => (
          <div>
            <p class="row">
              <Icon name="lock" class="red" />
              <strong>{t(`level.${now().level}`)}</strong>
            </p>
            <p class="statement">{now().deed.fields.reason}</p>
            <Show when={now().deed.fields.basis}>{(basis) => <p>{`${t('basis')}: ${basis()}`}</p>}</Show>
            <p class="muted">{t('by', now().deed.name, formatTime(now().deed.madeMs))}</p>
          </div>
        )}
      </Show>
      <Show when={may()} fallback={<p class="muted small">{t('mayNot', allowed())}</p>}>
        <Show when={!open()} fallback={<ClassifyForm {...props} standing={standing()?.level ?? null} onDone={() => setOpen(false)} />}>
          <div class="row">
            <Button small icon="lock" onClick={() => setOpen(true)}>
              {standing() ? t('change') : t('classify')}
            </Button>
          </div>
        </Show>
      </Show>
    </section>
  )
}

const ClassifyForm = (props: SecrecyProps & { readonly standing: Level | null; readonly onDone: () => void }): JSX.Element => {
  const app = useApp()
  const identity = createLive(() => app.identity)
  const [level, setLevel] = createSignal<Level | 'none' | ''>('')
  const [reason, setReason] = createSignal('')
  const [basis, setBasis] = createSignal('')
  const choices = (): readonly { readonly value: Level | 'none' | ''; readonly label: string }[] => [
    { value: '', label: t('chooseLevel') },
    ...levels.map((value) => ({ value, label: t(`level.${value}`) })),
    ...(props.standing ? [{ value: 'none' as const, label: t('noLevel') }] : []),
  ]
  const cleared = (): boolean => {
    const [who, wanted] = [identity(), level()]
    return wanted === '' || wanted === 'none' || (who?.state === 'open' && who.person.clearances.includes(wanted))
  }
  const sign = async (): Promise<void> => {
    const [wanted, list] = [level(), makeRecordingList(props.recordings)]
    if (wanted === '') return
    const fields = { subject: props.subject, of: props.of, list: list.hash, count: list.count, level: wanted === 'none' ? null : wanted, reason: reason().trim(), basis: basis().trim() }
    if (await act(app.sign('classification', fields, { attachments: [list.bytes] }))) props.onDone()
  }
  return (
    <form class="stack panel" aria-label={t('title')} onSubmit={(event) => event.preventDefault()}>
      <Select label={t('level')} value={level()} choices={choices()} onChoose={setLevel} hint={level() === 'none' ? undefined : t('hides')} />
      <Show when={!cleared()}>
        <p class="note amber row top">
          <Icon name="warn" class="amber" />
          {t('hidesMe')}
        </p>
      </Show>
      <TextField label={t('reason')} hint={t('reasonHint')} rows={2} maxLength={1_000} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
      <Field label={t('basis')} hint={t('basisHint')} maxLength={300} value={basis()} onInput={(event) => setBasis(event.currentTarget.value)} />
      <div class="row wrap">
        <Button tone="accent" icon="shield" disabled={level() === '' || reason().trim() === ''} onClick={sign}>
          {level() === 'none' ? t('signEnd') : t('sign')}
        </Button>
        <Button tone="quiet" onClick={() => props.onDone()}>
          {common('cancel')}
        </Button>
        <span class="muted small">{t('covers', props.recordings.length)}</span>
      </div>
    </form>
  )
}
