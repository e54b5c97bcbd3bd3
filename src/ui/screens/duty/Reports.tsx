// What heads have to read: exemption notes and explained interruptions, with the signature that says they did.

import { A } from '@solidjs/router'
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { DutyBoard, InterruptionReport } from '../../../core/policy/dutyBoard.ts'
import { formatClock, formatDuration, formatTime } from '../../i18n/formats.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Field } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { causeText } from '../archive/causeText.ts'
import { createPerson, createRight } from '../../state/createRight.ts'
import { dutyWords as t } from './dutyWords.ts'
import { Acknowledged, ExemptionText } from './ExemptionText.tsx'
import { reportsOf, type Report } from './reportsOf.ts'
import { SignDialog } from '../../parts/SignDialog.tsx'

/** Drawn at once; what was read long ago is further down than anybody scrolls. */
const most = 200

export const Reports = (props: { readonly board: DutyBoard }): JSX.Element => {
  const right = createRight('acknowledgeReport')
  const person = createPerson()
  const [reading, setReading] = createSignal<Report | null>(null)
  const reports = (): readonly Report[] => reportsOf(props.board).slice(0, most)
  return (
    <Show
      when={reports().length > 0}
      fallback={
        <EmptyState icon="check" title={t('nothing')}>
          <p>{t('about.reports')}</p>
        </EmptyState>
      }
    >
      <Show when={!right.may()}>
        <p class="muted small todoAbout">{common('mayNot', right.needed())}</p>
      </Show>
      <ul class="scroll noteList">
        <For each={reports()}>
          {(report) => (
            <li>
              <span class="chip">{t(report.kind)}</span>
              <ReportText report={report} />
              <Show when={right.may() && !report.read}>
                <Show when={report.writer !== person()?.id} fallback={<p class="muted small">{t('ownReport')}</p>}>
                  <div>
                    <Button small onClick={() => setReading(report)}>
                      {t('acknowledge')}
                    </Button>
                  </div>
                </Show>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={reading()}>{(report) => <AcknowledgeDialog report={report()} onClose={() => setReading(null)} />}</Show>
    </Show>
  )
}

const ReportText = (props: { readonly report: Report }): JSX.Element => (
  <Show when={props.report.kind === 'exemption' ? props.report : null} fallback={<Show when={props.report.kind === 'interruption' ? props.report : null}>{(report) => <InterruptionText report={report().interruption} />}</Show>}>
    {(report) => <ExemptionText row={report().exemption} />}
  </Show>
)

const InterruptionText = (props: { readonly report: InterruptionReport }): JSX.Element => {
  const policy = createLive(() => useApp().policy)
  const gap = () => props.report.gap
  return (
    <div class="stack noteText">
      <p>
        <strong>{causeText(props.report.explanation.cause, policy()?.profile)}</strong>{' '}
        <A class="muted" href={`/archive/${props.report.session.id}`}>
          {props.report.session.day} {formatClock(gap().startMs)}–{formatClock(gap().endMs)} · {formatDuration(gap().endMs - gap().startMs)} · {props.report.session.recorder}
        </A>
      </p>
      <Show when={props.report.explanation.statement}>
        <p class="statement">{props.report.explanation.statement}</p>
      </Show>
      <p class="muted small">{t('notedBy', props.report.explanation.person, formatTime(props.report.explanation.writtenMs))}</p>
      <Acknowledged rows={props.report.acknowledged} />
    </div>
  )
}

const AcknowledgeDialog = (props: { readonly report: Report; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  const [words, setWords] = createSignal('')
  const onSign = async (): Promise<boolean> => {
    const signed = await act(app.sign('acknowledgement', { kind: props.report.kind, of: props.report.of, words: words().trim() }))
    if (signed) tell(t('signed'), t('acknowledgeTitle'))
    return signed !== null
  }
  return (
    <SignDialog open onClose={props.onClose} title={t('acknowledgeTitle')} about={t('acknowledgeAbout')} act="acknowledgeReport" ready sign={t('signAcknowledge')} onSign={onSign}>
      <div class="panel">
        <ReportText report={props.report} />
      </div>
      <Field label={t('comment')} maxlength={500} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
    </SignDialog>
  )
}
