// Ending somebody's or some device's certificates: why, from when or up to which signed head, and what that means.

import { createSignal, Show, type JSX } from 'solid-js'
import type { Identity, RosterEntry } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { formatCount } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, Select } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { peopleWords as t } from './peopleWords.ts'

/** `2026-03-26T09:36`, as `datetime-local` has it, by this machine's clock. */
const toLocal = (ms: number): string => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

const noHead = 'none'
/** Older ones are rarely named. */
const mostHeads = 40

export const RevokeDialog = (props: { readonly row: RosterEntry; readonly identity: Extract<Identity, { state: 'open' }>; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  const [reason, setReason] = createSignal('')
  const now = Date.now()
  const [from, setFrom] = createSignal(toLocal(now))
  const heads = () => props.row.heads.slice(0, mostHeads)
  const keyOf = ({ logId, size }: { readonly logId: string; readonly size: number }): string => `${logId}/${size}`
  const [chosen, setChosen] = createSignal<string | null>(null)
  const head = () => {
    const key = chosen() ?? (heads()[0] ? keyOf(heads()[0]!) : noHead)
    return heads().find((one) => keyOf(one) === key) ?? null
  }
  // The minute that is offered has begun already: it ends what is signed from this moment on.
  const fromMs = (): number => (from() === toLocal(now) ? now : new Date(from()).getTime())
  const revoke = async (): Promise<void> => {
    const { kind, key, name } = props.row
    const done = await act(app.revoke({ kind, key, reason: reason().trim(), fromMs: kind === 'person' ? fromMs() : now, head: kind === 'device' ? head() : null }))
    if (!done) return
    tell(t('didRevoke', name))
    props.onClose()
  }
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={t('revokeTitle', props.row.name)}
      about={props.row.kind === 'person' ? t('revokePersonAbout') : t('revokeDeviceAbout')}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{common('cancel')}</Button>
          <Button tone="danger" icon="stop" disabled={reason().trim() === '' || !Number.isFinite(fromMs())} onClick={revoke}>
            {t('doRevoke')}
          </Button>
        </>
      }
    >
      <Field label={t('reason')} hint={t('reasonHint')} required value={reason()} onInput={(event) => setReason(event.currentTarget.value)} maxLength={200} />
      <Show
        when={props.row.kind === 'device'}
        fallback={<Field label={t('from')} type="datetime-local" required max={toLocal(now)} value={from()} onInput={(event) => setFrom(event.currentTarget.value)} />}
      >
        <Show when={heads().length > 0} fallback={<p class="note amber">{t('noHeads')}</p>}>
          <Select
            label={t('lastHead')}
            value={head() ? keyOf(head()!) : noHead}
            choices={[...heads().map((one) => ({ value: keyOf(one), label: t('headOf', formatCount(one.size), one.witnesses.length > 0 ? t('witnessed', one.witnesses.join('、')) : '') })), { value: noHead, label: t('noHead') }]}
            onChoose={setChosen}
          />
        </Show>
      </Show>
      <p class="note">{t('willRevoke', props.identity.unit, props.identity.person.name)}</p>
    </Dialog>
  )
}
