// The cases a session belongs to, beside its facts in the archive; attaches it, and issues a receipt of its recordings.

import { A } from '@solidjs/router'
import { createSignal, For, lazy, Match, Show, Suspense, Switch, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import type { CaseRow } from '../../../core/cases/casesOf.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { createRight } from '../../state/createRight.ts'
import { caseWords as t } from './caseWords.ts'
import { caseHref, createCases } from './createCases.ts'

// Not in the archive's own program: most looks at a session end without them.
const AttachSessions = lazy(async () => ({ default: (await import('./AttachSessions.tsx')).AttachSessions }))
const ReceiptDialog = lazy(async () => ({ default: (await import('./ReceiptDialog.tsx')).ReceiptDialog }))

export const SessionCases = (props: { readonly row: SessionRow }): JSX.Element => {
  const cases = createCases()
  const right = createRight('keepCase')
  const [doing, setDoing] = createSignal<'attach' | 'receipt' | null>(null)
  const own = (): readonly CaseRow[] => [...new Set(props.row.recordings.flatMap(({ id }) => cases.byRecording().get(id)?.map(({ row }) => row) ?? []))]
  const stop = (): void => void setDoing(null)
  return (
    <section class="stack">
      <h2>{t('inCases')}</h2>
      <div class="row wrap">
        <For each={own()} fallback={<span class="muted small">{t('inNone')}</span>}>
          {(one) => (
            <A class="chip" href={caseHref(one.number)} title={one.title}>
              <Icon name="folder" size={12} />
              {one.number}
            </A>
          )}
        </For>
        <span class="grow" />
        <Show when={right.may()}>
          <Button small icon="folder" onClick={() => setDoing('attach')}>
            {t('attach')}
          </Button>
          <Button small icon="shield" onClick={() => setDoing('receipt')}>
            {t('issue')}
          </Button>
        </Show>
      </div>
      <Suspense>
        <Switch>
          <Match when={doing() === 'attach'}>
            <AttachSessions rows={[props.row]} chosen={[props.row.session.id]} onClose={stop} />
          </Match>
          <Match when={doing() === 'receipt'}>
            <ReceiptDialog recordings={props.row.recordings} caseNumber={own()[0]?.number ?? ''} onClose={stop} />
          </Match>
        </Switch>
      </Suspense>
    </section>
  )
}
