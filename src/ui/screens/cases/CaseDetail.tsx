// One case: facts, what is attached, its days, requests, viewings, receipts, notes, and every step that was signed.

import { A, useParams } from '@solidjs/router'
import { createSignal, Match, Show, Switch, type JSX } from 'solid-js'
import { findCase, type CaseRow } from '../../../core/cases/casesOf.ts'
import { recordingId } from '../../../core/ids.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { AskFound } from '../approvals/AskFound.tsx'
import { SecrecyPanel } from '../secrecy/SecrecyPanel.tsx'
import { createRight } from '../../state/createRight.ts'
import { Attached } from './Attached.tsx'
import { CaseDialog } from './CaseDialog.tsx'
import { CaseHistory } from './CaseHistory.tsx'
import { CaseNotes } from './CaseNotes.tsx'
import { CaseReceipts } from './CaseReceipts.tsx'
import { CaseRequests, CaseViewings } from './CaseRegister.tsx'
import { CaseStateChip } from './CaseStateChip.tsx'
import { CaseTimeline } from './CaseTimeline.tsx'
import { CloseCase, ReopenCase } from './CaseTurn.tsx'
import { caseWords as t } from './caseWords.ts'
import { attachedRecordings, createCases, createSessionIndex } from './createCases.ts'
import './cases.css'

export const CaseDetail = (): JSX.Element => {
  const params = useParams<{ number: string }>()
  const cases = createCases()
  const row = (): CaseRow | undefined => findCase(cases.all() ?? [], decodeURIComponent(params.number)) ?? undefined
  return (
    <Show
      when={row()}
      fallback={
        <Show when={cases.all()}>
          <EmptyState icon="search" title={t('gone')} actions={<A class="button accent" href="/cases">{t('back')}</A>}>
            <p>{t('goneAbout')}</p>
          </EmptyState>
        </Show>
      }
    >
      {(known) => <Body row={known()} cases={cases.all() ?? []} />}
    </Show>
  )
}

const Body = (props: { readonly row: CaseRow; readonly cases: readonly CaseRow[] }): JSX.Element => {
  const right = createRight('keepCase')
  const sessions = createSessionIndex()
  const [doing, setDoing] = createSignal<'edit' | 'close' | 'reopen' | null>(null)
  const stop = (): void => void setDoing(null)
  const sessionIds = (): readonly string[] => [...new Set(attachedRecordings(props.row).flatMap((id) => sessions().get(id)?.session.id ?? []))]
  return (
    <div class="screen">
      <header class="screenHead">
        <A class="button quiet iconOnly" href="/cases" aria-label={t('back')} title={t('back')}>
          <Icon name="back" />
        </A>
        <h1 class="caseName">
          {props.row.title} <span class="muted">{props.row.number}</span>
        </h1>
        <CaseStateChip row={props.row} />
        <span class="grow" />
        <Show when={sessionIds().length > 0}>
          <AskFound query={{ sessions: sessionIds().join(), case: props.row.number }} />
        </Show>
        <Button small disabled={!right.may()} title={right.may() ? undefined : right.needed()} onClick={() => setDoing('edit')}>
          {t('edit')}
        </Button>
        <Button small disabled={!right.may()} title={right.may() ? undefined : right.needed()} onClick={() => setDoing(props.row.closedMs === null ? 'close' : 'reopen')}>
          {props.row.closedMs === null ? t('close') : t('reopen')}
        </Button>
      </header>
      <div class="scroll screenBody caseBody">
        <div class="stack wide">
          <Facts row={props.row} sessions={sessionIds().length} />
          <Attached row={props.row} sessions={sessions()} may={right.may()} />
          <CaseTimeline row={props.row} sessions={sessions()} />
          <CaseRequests row={props.row} />
          <CaseViewings row={props.row} />
        </div>
        <div class="stack wide">
          <CaseReceipts row={props.row} sessions={sessions()} />
          <CaseNotes number={props.row.number} />
          <SecrecyPanel subject="case" of={props.row.number} recordings={attachedRecordings(props.row).map(recordingId)} />
          <CaseHistory row={props.row} />
        </div>
      </div>
      <Switch>
        <Match when={doing() === 'edit'}>
          <CaseDialog cases={props.cases} row={props.row} onClose={stop} onSigned={stop} />
        </Match>
        <Match when={doing() === 'close'}>
          <CloseCase row={props.row} onClose={stop} />
        </Match>
        <Match when={doing() === 'reopen'}>
          <ReopenCase row={props.row} onClose={stop} />
        </Match>
      </Switch>
    </div>
  )
}

const Facts = (props: { readonly row: CaseRow; readonly sessions: number }): JSX.Element => (
  <dl class="caseFacts">
    <Fact name={t('kind')}>{props.row.kind || '–'}</Fact>
    <Fact name={t('opened')}>
      <TimeText ms={props.row.openedMs} show="day" />
    </Fact>
    <Show when={props.row.closedMs}>
      {(ms) => (
        <Fact name={t('closed')}>
          <TimeText ms={ms()} show="day" />
        </Fact>
      )}
    </Show>
    <Fact name={t('term')}>
      <Show when={props.row.termText} fallback={<span class="muted">{t('termUnknown')}</span>}>
        {props.row.termText}
        <Show when={props.row.term === null}>
          <span class="amber"> {t('termUnreadable')}</span>
        </Show>
      </Show>
    </Fact>
    <Fact name={t('recordings')}>{t('attachedSum', attachedRecordings(props.row).length, props.sessions)}</Fact>
  </dl>
)

const Fact = (props: { readonly name: string; readonly children: JSX.Element }): JSX.Element => (
  <div>
    <dt>{props.name}</dt>
    <dd>{props.children}</dd>
  </div>
)
