// Declaring a shift, remote duty, and the return from it (article 13): the clock of hand-over runs from there.

import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import { dutiesOf } from '../../../core/custody/duties.ts'
import type { DeedRow } from '../../../core/deeds/deedBook.ts'
import { formatTime } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Field, Select } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import type { CustodyDesk } from './createCustody.ts'
import { custodyWords as t } from './custodyWords.ts'
import { readMoment } from './readMoment.ts'
import { SignDialog } from './SignDialog.tsx'

export const Duty = (props: { readonly desk: CustodyDesk; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  const zone = (): string => props.desk.policy().profile.zone
  const [kind, setKind] = createSignal<'shift' | 'remote'>('remote')
  const [officer, setOfficer] = createSignal(props.desk.person()?.officerNumber ?? '')
  const [recorder, setRecorder] = createSignal('')
  const [place, setPlace] = createSignal('')
  const [from, setFrom] = createSignal(formatTime(Date.now()).slice(0, 16))
  const [to, setTo] = createSignal('')
  const fromMs = (): number | null => readMoment(from(), zone())
  const toMs = (): number | null => readMoment(to(), zone())
  const ready = (): boolean => (officer() + recorder()).trim() !== '' && fromMs() !== null && (kind() === 'remote' ? place().trim() !== '' : toMs() !== null && (toMs() ?? 0) > (fromMs() ?? 0))
  const away = createMemo(() => dutiesOf(props.desk.book()).filter(({ deed, returned }) => deed.fields.kind === 'remote' && !returned))
  const complaint = (text: string, ms: number | null): string | null => (text.trim() !== '' && ms === null ? t('timeBad') : null)
  return (
    <SignDialog
      wide
      title={t('dutyTitle')}
      about={t('dutyAbout')}
      ready={ready()}
      onSign={() => app.sign('duty', { kind: kind(), officerNumber: officer().trim(), recorder: recorder().trim(), place: place().trim(), fromMs: fromMs() ?? 0, toMs: kind() === 'shift' ? toMs() : null, words: '' })}
      onClose={() => props.onClose()}
    >
      <div class="dutyForm">
        <Select label={t('dutyKind')} value={kind()} choices={(['remote', 'shift'] as const).map((value) => ({ value, label: t(`duty.${value}`) }))} onChoose={setKind} />
        <Field label={t('officerNumber')} value={officer()} maxLength={300} onInput={(event) => setOfficer(event.currentTarget.value)} />
        <Field label={t('recorder')} value={recorder()} maxLength={300} onInput={(event) => setRecorder(event.currentTarget.value)} />
        <Field label={t('place')} value={place()} maxLength={300} onInput={(event) => setPlace(event.currentTarget.value)} />
        <Field label={t('from')} hint={t('timeForm')} complaint={complaint(from(), fromMs())} value={from()} onInput={(event) => setFrom(event.currentTarget.value)} />
        <Show when={kind() === 'shift'}>
          <Field label={t('to')} hint={t('timeForm')} complaint={complaint(to(), toMs())} value={to()} onInput={(event) => setTo(event.currentTarget.value)} />
        </Show>
      </div>
      <h3>{t('dutyOpen')}</h3>
      <ul class="roleList">
        <For each={away()} fallback={<li class="muted small">{t('dutyNone')}</li>}>{({ deed }) => <Away deed={deed} zone={zone()} />}</For>
      </ul>
    </SignDialog>
  )
}

const Away = (props: { readonly deed: DeedRow<'duty'>; readonly zone: string }): JSX.Element => {
  const app = useApp()
  const [at, setAt] = createSignal(formatTime(Date.now()).slice(0, 16))
  const ms = (): number | null => readMoment(at(), props.zone)
  const back = async (): Promise<void> => {
    if (await act(app.sign('dutyReturn', { duty: props.deed.id, returnedMs: ms() ?? 0, words: '' }))) tell(t('signed'), t('returned'))
  }
  return (
    <li>
      <span class="two">
        <strong>
          {props.deed.fields.officerNumber} {props.deed.fields.recorder} · {props.deed.fields.place}
        </strong>
        <span class="muted small">
          {t('from')} {formatTime(props.deed.fields.fromMs)} · {props.deed.name}
        </span>
      </span>
      <span class="row">
        <Field bare label={t('returnedAt')} title={t('timeForm')} complaint={ms() === null ? t('timeBad') : null} value={at()} onInput={(event) => setAt(event.currentTarget.value)} />
        <Button small disabled={ms() === null} onClick={back}>
          {t('returned')}
        </Button>
      </span>
    </li>
  )
}
