// One session in a list of what is to do: which it is, what is open of it, and the next step.

import { A } from '@solidjs/router'
import { createSignal, For, Match, Show, Switch, type JSX } from 'solid-js'
import { openGaps, type DutyRow } from '../../../core/policy/dutyBoard.ts'
import { missingElements } from '../../../core/policy/completeness.ts'
import type { CarrierMismatch } from '../../../core/policy/recorders.ts'
import { common } from '../../i18n/common.ts'
import { formatClock, formatDuration } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { viewHref } from '../viewing/viewHref.ts'
import type { TodoKind } from './dutyParams.ts'
import { dutyWords as t } from './dutyWords.ts'
import { ElementBar } from './ElementBar.tsx'
import { elementText } from './profileText.ts'
import { SignLine, signGroups } from './SignLine.tsx'
import { WritingDialog, type Writing } from './WritingDialog.tsx'

interface TodoRowProps {
  readonly row: DutyRow
  readonly kind: TodoKind
  readonly mismatch: CarrierMismatch | undefined
  readonly mostSigns: number
}

export const TodoRow = (props: TodoRowProps): JSX.Element => {
  const policy = createLive(() => useApp().policy)
  const [writing, setWriting] = createSignal<Writing | null>(null)
  const session = () => props.row.session
  const gaps = () => openGaps(props.row)
  const view = (): string => viewHref(session().id, session().parts[0]?.startMs ?? session().startMs)
  return (
    <div class="todoRow">
      <A class="todoWhen" href={`/archive/${session().id}`}>
        <span class="when">
          <Show when={session().day !== 'unset'} fallback={common('clockNotSet')}>
            {session().day} {formatClock(session().startMs).slice(0, 5)}–{formatClock(session().endMs).slice(0, 5)}
          </Show>
        </span>
        <span class="muted small clip">
          {session().recorder ?? common('unknownRecorder')}
          <Show when={session().officer}>{(officer) => <> · {officer()}</>}</Show>
        </span>
      </A>
      <div class="todoWhat">
        <Switch>
          <Match when={props.kind === 'gaps'}>
            <span class="amber">{t('gapsOpen', gaps().length, formatDuration(gaps().reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)))}</span>
          </Match>
          <Match when={props.kind === 'notice'}>
            <span class="amber">{t(`notice.${props.row.notice}`)}</span>
          </Match>
          <Match when={props.kind === 'elements'}>
            <ElementBar states={props.row.elements} />
            <span class="muted small clip">{t('missing', missingElements(props.row.elements).map((id) => elementText(id, policy()?.profile)).join(' · '))}</span>
          </Match>
          <Match when={props.kind === 'signs'}>
            <For each={signGroups(props.row.signs).slice(0, props.mostSigns)}>{(group) => <SignLine group={group} clip />}</For>
            <Show when={signGroups(props.row.signs).length > props.mostSigns}>
              <span class="muted small">{t('moreProblems', `${signGroups(props.row.signs).length - props.mostSigns}`)}</span>
            </Show>
          </Match>
          <Match when={props.kind === 'carriers' && props.mismatch}>
            {(found) => (
              <span>
                <span class="amber">{t('usedBy', found().found)}</span> <span class="muted">· {t('registeredTo', found().registered)}</span>
              </span>
            )}
          </Match>
          <Match when={true}>
            <span class="muted">{formatDuration(session().footageMs)}</span>
          </Match>
        </Switch>
      </div>
      <div class="row todoActs">
        <Switch>
          <Match when={props.kind === 'gaps'}>
            <A class="button compact" href={`/archive/${session().id}`}>
              {t('explain')}
            </A>
          </Match>
          <Match when={props.kind === 'notice'}>
            <A class="button compact" href={view()}>
              {t('watchBegin')}
            </A>
            <Button small tone="quiet" onClick={() => setWriting('notice')}>
              {t('writeWhy')}
            </Button>
          </Match>
          <Match when={props.kind === 'elements'}>
            <A class="button compact" href={view()}>
              {t('mark')}
            </A>
          </Match>
          <Match when={props.kind === 'activity' || props.kind === 'untied'}>
            <Button small onClick={() => setWriting('activity')}>
              {t('register')}
            </Button>
            <Button small tone="quiet" onClick={() => setWriting('flag')}>
              {t('unrelated')}
            </Button>
          </Match>
          <Match when={true}>
            <A class="button compact" href={`/archive/${session().id}`}>
              {t('openSession')}
            </A>
          </Match>
        </Switch>
      </div>
      <WritingDialog writing={writing()} row={props.row} onClose={() => setWriting(null)} />
    </div>
  )
}
