// Writes why something was not recorded (article 7): ground, reason, basis, when, where, and which gap it explains.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { PlacedGap } from '../../../core/policy/explainedGaps.ts'
import type { Session } from '../../../core/session/session.ts'
import { formatClock, formatDay } from '../../i18n/formats.ts'
import { Field, TextField } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createPerson } from '../../state/createRight.ts'
import { dutyWords as t } from './dutyWords.ts'
import { groundText } from './profileText.ts'
import { SignDialog } from '../../parts/SignDialog.tsx'
import { readMoment } from './timeInput.ts'

interface ExemptionDialogProps {
  /** What it explains; none: a time in which nothing was recorded. */
  readonly gap?: { readonly gap: PlacedGap; readonly session: Session }
  readonly onClose: () => void
}

export const ExemptionDialog = (props: ExemptionDialogProps): JSX.Element => {
  const app = useApp()
  const policy = createLive(() => app.policy)
  const person = createPerson()
  const [ground, setGround] = createSignal('')
  const [reason, setReason] = createSignal('')
  const [basis, setBasis] = createSignal('')
  const [place, setPlace] = createSignal('')
  const [officer, setOfficer] = createSignal(props.gap?.session.officer ?? person()?.officerNumber ?? '')
  const [day, setDay] = createSignal(formatDay(props.gap?.gap.startMs ?? Date.now()))
  const [from, setFrom] = createSignal(props.gap ? formatClock(props.gap.gap.startMs) : '')
  const [to, setTo] = createSignal(props.gap ? formatClock(props.gap.gap.endMs) : '')
  const span = (): { readonly fromMs: number; readonly toMs: number } | null => {
    if (props.gap) return { fromMs: Math.floor(props.gap.gap.startMs), toMs: Math.ceil(props.gap.gap.endMs) }
    const [fromMs, toMs] = [readMoment(day(), from()), readMoment(day(), to())]
    return fromMs === null || toMs === null ? null : { fromMs, toMs }
  }
  const backwards = (): boolean => {
    const now = span()
    return now !== null && now.toMs <= now.fromMs
  }
  const complaint = (clock: string): string | null => (clock.length > 3 && readMoment(day(), clock) === null ? t('badTime') : null)
  const ready = (): boolean => ground() !== '' && reason().trim() !== '' && basis().trim() !== '' && span() !== null && !backwards()
  const onSign = async (): Promise<boolean> => {
    const now = span()
    if (!now) return false
    const gap = props.gap ? { before: props.gap.gap.before as string, after: props.gap.gap.after as string } : null
    const signed = await act(app.sign('exemption', { ground: ground(), reason: reason().trim(), basis: basis().trim(), place: place().trim(), officerNumber: officer().trim(), ...now, gap }))
    if (signed) tell(t('signed'), t('exemptionTitle'))
    return signed !== null
  }
  return (
    <SignDialog open onClose={props.onClose} title={t('exemptionTitle')} about={t('about.exemptions')} act="writeFieldNote" ready={ready()} sign={t('signExemption')} onSign={onSign}>
      <fieldset class="stepChoice">
        <legend class="small muted">{t('ground')}</legend>
        <For each={policy()?.profile.exemptions ?? []}>
          {({ id }) => (
            <label class="check">
              <input type="radio" name="ground" checked={ground() === id} onChange={() => setGround(id)} />
              <span>{groundText(id, policy()?.profile)}</span>
            </label>
          )}
        </For>
      </fieldset>
      <Show
        when={props.gap}
        fallback={
          <div class="pair three">
            <Field label={t('day')} inputmode="numeric" autocomplete="off" value={day()} onInput={(event) => setDay(event.currentTarget.value)} />
            <Field label={t('from')} placeholder={t('clockForm')} inputmode="numeric" autocomplete="off" value={from()} onInput={(event) => setFrom(event.currentTarget.value)} complaint={complaint(from())} />
            <Field label={t('to')} placeholder={t('clockForm')} inputmode="numeric" autocomplete="off" value={to()} onInput={(event) => setTo(event.currentTarget.value)} complaint={backwards() ? t('endBeforeBegin') : complaint(to())} />
          </div>
        }
      >
        {(given) => (
          <p class="note">
            {t('whichGap')}: {t('thisGap', `${formatDay(given().gap.startMs)} ${formatClock(given().gap.startMs)} – ${formatClock(given().gap.endMs)}`)}
          </p>
        )}
      </Show>
      <div class="pair">
        <Field label={t('officerNumber')} maxlength={40} autocomplete="off" value={officer()} onInput={(event) => setOfficer(event.currentTarget.value)} />
        <Field label={t('place')} maxlength={200} value={place()} onInput={(event) => setPlace(event.currentTarget.value)} />
      </div>
      <TextField label={t('reason')} rows={3} maxlength={2000} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
      <TextField label={t('basis')} rows={2} maxlength={1000} value={basis()} onInput={(event) => setBasis(event.currentTarget.value)} />
    </SignDialog>
  )
}
