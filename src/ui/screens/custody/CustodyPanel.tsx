// Custody of one Session beside its facts: until when it is kept and why, what holds it, whether it was handed over.

import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import { holdsOf, holdState, makeHoldFinder, type HoldRow } from '../../../core/custody/holds.ts'
import { casesOf } from '../../../core/cases/casesOf.ts'
import { casesByRecording } from '../../../core/cases/caseLinks.ts'
import { isDue } from '../../../core/policy/retention.ts'
import type { SessionId } from '../../../core/ids.ts'
import { Button } from '../../parts/Button.tsx'
import { StateMarks } from '../../parts/StateMarks.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createCustody } from './createCustody.ts'
import { handOverMark, handOverText, lastDay, reasonText, sessionText } from './custodyText.ts'
import { custodyWords as t } from './custodyWords.ts'
import { HoldDialog } from './HoldDialog.tsx'
import { LiftDialog } from './LiftDialog.tsx'

export const CustodyPanel = (props: { readonly session: SessionId }): JSX.Element => {
  const app = useApp()
  const desk = createCustody()
  const known = createLive(() => app.custody.of(props.session))
  const [placing, setPlacing] = createSignal(false)
  const [lifting, setLifting] = createSignal<HoldRow | null>(null)
  const row = () => known()?.retention
  const handOver = () => known()?.handOver
  const profile = () => desk.policy().profile
  /** Each reason once, the longest first. */
  const reasons = createMemo(() => [...new Set((row()?.retentions ?? []).flatMap(({ reasons: own }) => own).toSorted((a, b) => (b.endMs ?? Infinity) - (a.endMs ?? Infinity) || 0).map((reason) => reasonText(reason, profile(), desk.holdReason)))])
  const holds = createMemo(() => {
    const found = makeHoldFinder(holdsOf(desk.book()))
    const cases = casesByRecording(casesOf(desk.book()))
    return [...new Set((row()?.session.parts ?? []).flatMap(({ recordingId }) => found(recordingId, [props.session], cases.get(recordingId))))].filter((one) => holdState(one, desk.now()) === 'standing')
  })
  const endText = (): string => {
    const kept = row()
    if (!kept) return ''
    if (kept.endMs === null) return t('noEnd')
    return kept.retentions.every((one) => isDue(one, desk.now())) ? t('dueSince', lastDay(kept.endMs)) : lastDay(kept.endMs)
  }
  return (
    <Show when={row()}>
      {(kept) => (
        <section class="stack">
          <div class="row">
            <h2 class="grow">{t('panel')}</h2>
            <Show when={desk.may('placeHold')}>
              <Button small onClick={() => setPlacing(true)}>
                {t('placeHold')}
              </Button>
            </Show>
          </div>
          <dl class="facts2">
            <dt>{t('keptUntil')}</dt>
            <dd>
              <strong>{endText()}</strong>
              <ul class="muted small">
                <For each={reasons()}>{(text) => <li>{text}</li>}</For>
              </ul>
            </dd>
            <dt>{t('handOverState')}</dt>
            <dd>
              <Show when={handOver()}>
                {(now) => (
                  <>
                    <span class="row">
                      <StateMarks marks={[handOverMark(now())]} />
                      {t(`state.${now().deadline.state}`)}
                    </span>
                    <span class="muted small">{handOverText(now(), desk.now())}</span>
                  </>
                )}
              </Show>
            </dd>
            <dt>{t('holds')}</dt>
            <dd>
              <For each={holds()} fallback={<span class="muted">{t('noHolds')}</span>}>
                {(hold) => (
                  <div class="row">
                    <span class="grow">{hold.deed.fields.reason}</span>
                    <Show when={desk.may('placeHold')}>
                      <Button small tone="quiet" onClick={() => setLifting(hold)}>
                        {t('lift')}
                      </Button>
                    </Show>
                  </div>
                )}
              </For>
            </dd>
          </dl>
          <Show when={placing()}>
            <HoldDialog title={sessionText(kept().session)} session={props.session} recordings={kept().retentions.map(({ recordingId }) => recordingId)} onClose={() => setPlacing(false)} />
          </Show>
          <Show when={lifting()}>{(hold) => <LiftDialog hold={hold()} onClose={() => setLifting(null)} />}</Show>
        </section>
      )}
    </Show>
  )
}
