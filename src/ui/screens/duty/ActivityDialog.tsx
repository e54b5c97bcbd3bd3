// Registers what was done in a session: the kind of activity, and which steps of the unit's list it recorded (article 6).

import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import { stepKey, type StepName } from '../../../core/policy/coverage.ts'
import type { DutyRow } from '../../../core/policy/dutyBoard.ts'
import { sessionSubject } from '../../../core/policy/sessionNotes.ts'
import { CheckField, Field, Select } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { dutyWords as t } from './dutyWords.ts'
import { activityText } from './profileText.ts'
import { SignDialog } from '../../parts/SignDialog.tsx'

/** As the Deed's shape has it. */
const mostSteps = 40
/** Long lists are searched, not scrolled. */
const mostMatters = 200

const nameOf = ({ category, matter, step }: StepName): StepName => ({ category, matter, step })

export const ActivityDialog = (props: { readonly row: Pick<DutyRow, 'session' | 'notes'>; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  const policy = createLive(() => app.policy)
  const list = createLive(() => app.activityList)
  const before = props.row.notes.activity?.fields
  const [kind, setKind] = createSignal(before?.kind ?? '')
  const [matter, setMatter] = createSignal(before?.steps[0] ? JSON.stringify([before.steps[0].category, before.steps[0].matter]) : '')
  const [chosen, setChosen] = createSignal<readonly StepName[]>(before?.steps ?? [])
  const [find, setFind] = createSignal('')
  const [words, setWords] = createSignal(before?.words ?? '')
  const matters = createMemo(() => Map.groupBy(list()?.rows ?? [], (row) => JSON.stringify([row.category, row.matter])))
  const found = (): readonly string[] => [...matters().keys()].filter((key) => find() === '' || key.includes(find().trim())).slice(0, mostMatters)
  const title = (key: string): string => (JSON.parse(key) as string[]).join(' · ')
  const steps = (): readonly StepName[] => matters().get(matter())?.map(nameOf) ?? []
  const has = (step: StepName): boolean => chosen().some((one) => stepKey(one) === stepKey(step))
  const toggle = (step: StepName, on: boolean): void => void setChosen(on ? [...chosen(), step].slice(0, mostSteps) : chosen().filter((one) => stepKey(one) !== stepKey(step)))
  const elsewhere = (): readonly StepName[] => chosen().filter((one) => !steps().some((step) => stepKey(step) === stepKey(one)))
  const onSign = async (): Promise<boolean> => {
    const subject = sessionSubject(props.row.session)
    const signed = subject && (await act(app.sign('activity', { ...subject, kind: kind(), steps: chosen().map(nameOf), words: words().trim() })))
    if (signed) tell(t('signed'), activityText(kind(), policy()?.profile))
    return Boolean(signed)
  }
  return (
    <SignDialog open onClose={props.onClose} title={t('activityTitle')} about={t('about.activity')} act="writeFieldNote" ready={kind() !== ''} sign={t('signActivity')} onSign={onSign}>
      <Select label={t('activityKind')} value={kind()} choices={[{ value: '', label: t('chooseKind') }, ...(policy()?.profile.activityKinds ?? []).map(({ id }) => ({ value: id, label: activityText(id, policy()?.profile) }))]} onChoose={setKind} />
      <Show when={matters().size > 0} fallback={<p class="muted small">{t('noList')}</p>}>
        <Show when={matters().size > 20}>
          <Field label={t('matter')} type="search" value={find()} onInput={(event) => setFind(event.currentTarget.value)} />
        </Show>
        <Select label={t('matter')} bare={matters().size > 20} value={matter()} choices={[{ value: '', label: t('chooseMatter') }, ...found().map((key) => ({ value: key, label: title(key) }))]} onChoose={setMatter} />
        <Show when={steps().length > 0}>
          <fieldset class="stepChoice">
            <legend class="small muted">{t('steps')}</legend>
            <For each={steps()}>{(step) => <CheckField label={step.step} checked={has(step)} onChange={(on) => toggle(step, on)} />}</For>
          </fieldset>
        </Show>
        <Show when={elsewhere().length > 0}>
          <div class="row wrap">
            <For each={elsewhere()}>{(step) => <button type="button" class="chip" onClick={() => toggle(step, false)}>{step.matter} · {step.step} ×</button>}</For>
          </div>
        </Show>
      </Show>
      <Field label={t('words')} maxlength={500} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
    </SignDialog>
  )
}
