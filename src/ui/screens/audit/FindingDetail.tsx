// One Finding: what was found and why it matters, both sides of what disagrees, where each statement stands, and what was answered.

import { A } from '@solidjs/router'
import { For, Show, type JSX } from 'solid-js'
import type { AnsweredFinding } from '../../../core/policy/findings/findingsOf.ts'
import { IconButton } from '../../parts/Button.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { AnswerFinding } from './AnswerFinding.tsx'
import { auditWords as t } from './auditWords.ts'
import { useAudit } from './createAudit.ts'
import { evidenceText } from './evidenceText.ts'
import { findingWords as f } from './findingWords.ts'
import { recordingName, sessionName, type AuditNames } from './names.ts'
import { stateIcon } from './stateIcon.ts'

export const FindingDetail = (props: { readonly finding: AnsweredFinding; readonly names: AuditNames; readonly onClose: () => void }): JSX.Element => {
  const audit = useAudit()
  const subject = (): AnsweredFinding['subject'] => props.finding.subject
  const viewing = () => audit.book()?.facts.viewings.find((row) => row.viewing === subject().viewing)
  return (
    <aside class="detail scroll auditDetail" aria-label={f(`rule.${props.finding.rule}`)}>
      <header class="row top">
        <h2 class="grow">{f(`rule.${props.finding.rule}`)}</h2>
        <IconButton icon="close" label={t('back')} onClick={() => props.onClose()} />
      </header>
      <p class="row wrap">
        <span class={`chip ${stateIcon[props.finding.state].tone}`}>
          <Icon name={stateIcon[props.finding.state].icon} size={13} /> {f(`state.${props.finding.state}`)}
        </span>
        <span class="chip">{f(`kind.${props.finding.kind}`)}</span>
        <span class="chip">{t('article', props.finding.article)}</span>
      </p>
      <p class="muted">{f(`about.${props.finding.rule}`)}</p>
      <p class="row wrap">
        <Show when={props.names.sessions.has(subject().session ?? '') && subject().session}>{(id) => <A class="button compact" href={`/archive/${encodeURIComponent(id())}`}>{t('openSession')}</A>}</Show>
        <Show when={props.names.drives.has(subject().drive ?? '') && subject().drive}>{(id) => <A class="button compact" href={`/drives/${id()}`}>{t('openDrive')}</A>}</Show>
        <Show when={viewing()}>{(row) => <A class="button compact" href={audit.href({ tab: 'viewings', by: 'viewing', of: row().session, person: row().personId })}>{t('openViewing')}</A>}</Show>
      </p>
      <section class="stack">
        <h3>{t('evidence')}</h3>
        <dl class="facts2">
          <Show when={subject().session}>{(id) => <><dt>{t('sessionWord')}</dt><dd>{sessionName(id(), props.names)}</dd></>}</Show>
          <For each={props.finding.evidence}>
            {(one) => (
              <>
                <dt>{f(`says.${one.says}`)}</dt>
                <dd>
                  <Show when={one.as === 'hash' && String(one.value).length === 64} fallback={<span classList={{ path: one.says === 'path' }}>{evidenceText(one, props.finding.evidence)}</span>}>
                    <Hash value={String(one.value)} /> <span class="muted small">{props.names.recordings.has(String(one.value)) ? recordingName(String(one.value), props.names) : ''}</span>
                  </Show>
                  <Show when={one.entry}>
                    {(entry) => (
                      <div class="small">
                        <A href={`/log?tab=entries&log=${entry().logId}&seq=${entry().seq}`}>{t('entryPlace', props.names.logs.get(entry().logId) ?? entry().logId.slice(0, 8), entry().seq)}</A>
                      </div>
                    )}
                  </Show>
                </dd>
              </>
            )}
          </For>
          <dt>{t('findingId')}</dt>
          <dd><code class="small">{props.finding.id.slice(0, 12)}</code></dd>
        </dl>
      </section>
      <section class="stack">
        <h3>{t('answers')}</h3>
        <ol class="answerList">
          <For each={props.finding.answers} fallback={<li class="muted">{t('noAnswers')}</li>}>
            {(answer) => (
              <li>
                <p class="row wrap">
                  <span class={`chip ${stateIcon[answer.fields.state].tone}`}>{f(`state.${answer.fields.state}`)}</span>
                  <strong>{answer.name}</strong>
                  <span class="muted small"><TimeText ms={answer.madeMs} /></span>
                </p>
                <p class="answerWords">{answer.fields.words}</p>
              </li>
            )}
          </For>
        </ol>
      </section>
      <AnswerFinding finding={props.finding} />
    </aside>
  )
}
