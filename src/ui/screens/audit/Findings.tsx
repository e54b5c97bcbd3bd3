// The list of Findings with its filters, and the chosen one beside it: proof, state, answers.

import { createMemo, Show, type JSX } from 'solid-js'
import { foldText } from '../../../core/catalog/search.ts'
import { findingKinds } from '../../../core/policy/findings/finding.ts'
import { findingStates, type AnsweredFinding } from '../../../core/policy/findings/findingsOf.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Field, Select } from '../../parts/Field.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { VirtualList } from '../../parts/VirtualList.tsx'
import { auditWords as t } from './auditWords.ts'
import { useAudit } from './createAudit.ts'
import { evidenceText } from './evidenceText.ts'
import { FindingDetail } from './FindingDetail.tsx'
import { findingWords as f } from './findingWords.ts'
import { namesOf, noNames, recordingName, type AuditNames } from './names.ts'
import { stateIcon } from './stateIcon.ts'

/** What a row and a filter read of a Finding besides its rule. */
const gist = (finding: AnsweredFinding, names: AuditNames): string => {
  const { subject, evidence } = finding
  const told = evidence.find(({ says }) => says === 'path' || says === 'software' || says === 'problem' || says === 'reason' || says === 'fault')
  const parts = [
    subject.person, subject.recorder,
    subject.recorder === null && subject.recording ? recordingName(subject.recording, names) : null,
    subject.drive ? (names.drives.get(subject.drive) ?? null) : null,
    subject.log ? (names.logs.get(subject.log) ?? null) : null,
    told ? evidenceText(told, evidence) : null,
  ]
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}

export const Findings = (): JSX.Element => {
  const audit = useAudit()
  const names = createMemo(() => { const book = audit.book(); return book ? namesOf(book) : noNames })
  const rows = createMemo(() => {
    const [kind, state, rule, text] = [audit.kind(), audit.state(), audit.params.rule, foldText(audit.params.q ?? '')]
    return audit.findings().filter((one) => (!kind || one.kind === kind) && (!state || one.state === state) && (!rule || one.rule === rule) && (text === '' || foldText(`${f(`rule.${one.rule}`)} ${gist(one, names())}`).includes(text)))
  })
  const chosen = createMemo(() => audit.book()?.findings.find(({ id }) => id === audit.params.finding) ?? null)
  const isFiltered = (): boolean => audit.kind() !== null || audit.state() !== null || Boolean(audit.params.rule || audit.params.q)
  const clear = (): void => audit.set({ kind: '', state: '', rule: '', q: '' })
  const countOf = (kind: string): number => audit.findings().filter((one) => one.kind === kind).length
  return (
    <>
      <div class="row wrap auditFilter">
        <Select bare label={t('kinds')} value={audit.kind() ?? ''} set={audit.kind() !== null} choices={[{ value: '', label: `${t('anyKind')} ${audit.findings().length}` }, ...findingKinds.map((kind) => ({ value: kind, label: `${f(`kind.${kind}`)} ${countOf(kind)}` }))]} onChoose={(kind) => audit.set({ kind, rule: '' })} />
        <Select bare label={t('state')} value={audit.state() ?? ''} set={audit.state() !== null} choices={[{ value: '', label: t('anyState') }, ...findingStates.map((state) => ({ value: state, label: f(`state.${state}`) }))]} onChoose={(state) => audit.set({ state })} />
        <Field bare label={t('findText')} placeholder={t('findText')} type="search" value={audit.params.q ?? ''} onInput={(event) => audit.set({ q: event.currentTarget.value })} />
        <span class="muted small" aria-live="polite">{t('count', rows().length)}</span>
        <Show when={isFiltered()}>
          <Button small tone="quiet" onClick={clear}>{t('clearFilter')}</Button>
        </Show>
      </div>
      <div class="auditSplit" classList={{ open: chosen() !== null }}>
        <Show
          when={rows().length > 0}
          fallback={
            <EmptyState icon={isFiltered() ? 'filter' : 'shield'} title={isFiltered() ? t('noneFit') : t('noFindings')} actions={isFiltered() ? <Button onClick={clear}>{t('clearFilter')}</Button> : undefined}>
              <p>{t('noFindingsAbout')}</p>
            </EmptyState>
          }
        >
          <VirtualList label={t('tab.findings')} rows={rows()} rowHeight={() => 50} keyOf={({ id }) => id} reveal={rows().findIndex(({ id }) => id === audit.params.finding)}>
            {(row) => (
              <button type="button" class="findingRow" classList={{ chosen: row().id === audit.params.finding }} aria-current={row().id === audit.params.finding} onClick={() => audit.set({ finding: row().id })}>
                <span class={`mark ${stateIcon[row().state].tone}`} role="img" aria-label={f(`state.${row().state}`)} title={f(`state.${row().state}`)}>
                  <Icon name={stateIcon[row().state].icon} size={15} />
                </span>
                <span class="findingRule clip">{f(`rule.${row().rule}`)}</span>
                <span class="chip">{f(`kind.${row().kind}`)}</span>
                <span class="findingGist muted clip">{gist(row(), names())}</span>
                <span class="muted findingWhen"><Show when={row().ms > 0}><TimeText ms={row().ms} /></Show></span>
              </button>
            )}
          </VirtualList>
        </Show>
        <Show when={chosen()}>{(finding) => <FindingDetail finding={finding()} names={names()} onClose={() => audit.set({ finding: '' })} />}</Show>
      </div>
    </>
  )
}
