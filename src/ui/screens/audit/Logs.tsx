// The health of every log: heads, who vouches for how much of it, what the verifier found; and the auditor's own cosignature.

import { A } from '@solidjs/router'
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { LogHealth } from '../../../app/app.ts'
import { toHex } from '../../../core/bytes.ts'
import { parseCheckpoint } from '../../../core/log/checkpoint.ts'
import { mayDo, rolesFor } from '../../../core/policy/profile.ts'
import { common } from '../../i18n/common.ts'
import { formatCount } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { logWords } from '../log/logWords.ts'
import { noticeDetail } from '../log/noticeDetail.ts'
import { problemDetail } from '../log/problemDetail.ts'
import { auditWords as t } from './auditWords.ts'
import { useAudit } from './createAudit.ts'

export const Logs = (): JSX.Element => {
  const app = useApp()
  const audit = useAudit()
  const identity = createLive(() => app.identity)
  const policy = createLive(() => app.policy)
  const [progress, setProgress] = createSignal<readonly [number, number] | null>(null)
  const logs = (): readonly LogHealth[] => audit.book()?.logs ?? []
  const mayCosign = (): boolean => {
    const [who, known] = [identity(), policy()]
    return who?.state === 'open' && known !== undefined && mayDo(known.profile, who.person.roles, 'cosignHeads')
  }
  const needed = (): string => rolesFor(policy()?.profile ?? { roles: [] }, 'cosignHeads').map((role) => common(`role.${role}`)).join(' · ')
  const onProgress = (done: number, total: number): void => void setProgress([done, total])
  const verify = async (): Promise<void> => {
    await act(app.verifyLogs(onProgress))
    setProgress(null)
  }
  const cosign = async (): Promise<void> => {
    const done = await act(app.cosignHeads(onProgress))
    setProgress(null)
    if (done) tell(t('cosigned', done.value.cosigned.length), done.value.left.length > 0 ? t('notCosigned', done.value.left.map(({ device }) => device).join('、')) : '')
  }
  return (
    <div class="scroll auditBody">
      <p class="muted boardAbout">{t('logsAbout')}</p>
      <div class="row wrap">
        <Button icon="check" disabled={progress() !== null} onClick={verify}>{t('verifyAll')}</Button>
        <Button icon="shield" tone="accent" disabled={progress() !== null || !mayCosign()} title={mayCosign() ? t('cosignAbout') : t('mayNot', needed())} onClick={cosign}>{t('cosign')}</Button>
        <span class="muted small" role="status"><Show when={progress()}>{(now) => t('verifying', formatCount(now()[0]), formatCount(now()[1]))}</Show></span>
      </div>
      <p class="muted small boardAbout">{mayCosign() ? t('cosignAbout') : t('cosignNeeds')}</p>
      <ul class="logList"><For each={logs()}>{(health) => <OneLog health={health} />}</For></ul>
    </div>
  )
}

/** First characters of the root of a head. */
export const headText = (note: string): string => {
  const read = parseCheckpoint(note)
  return read.ok ? `${formatCount(read.value.size)} · ${toHex(read.value.root.slice(0, 8))}…` : ''
}

const OneLog = (props: { readonly health: LogHealth }): JSX.Element => {
  const head = (): LogHealth['head'] => props.health.head
  const tail = (): number => props.health.entries - (head()?.witnesses.length ? (head()?.size ?? 0) : 0)
  return (
    <li class="panel oneLog">
      <header class="row wrap">
        <h3 class="grow">{props.health.log.deviceName} <Show when={props.health.log.own}><span class="chip">{t('here')}</span></Show></h3>
        <Show when={props.health.checkedMs !== null} fallback={<span class="chip amber">{t('never')}</span>}>
          <Show when={props.health.problems.length === 0} fallback={<span class="chip red">{t('problems')} {props.health.problems.length}</span>}><span class="chip green">{t('holds')}</span></Show>
        </Show>
        <A class="small" href={`/log?tab=entries&log=${props.health.log.logId}`}>{t('openLog')}</A>
      </header>
      <dl class="facts2">
        <dt>{t('logEntries')}</dt><dd>{formatCount(props.health.entries)}</dd>
        <dt>{t('head')}</dt><dd><Show when={head()} fallback={t('noHead')}>{(one) => <code>{headText(one().note)}</code>}</Show></dd>
        <dt>{t('witnesses')}</dt>
        <dd><For each={head()?.witnesses ?? []} fallback={<span class="amber">{common('none')}</span>}>{(name, n) => <>{n() > 0 ? '、' : ''}{name}</>}</For></dd>
        <dt>{t('tail')}</dt><dd classList={{ amber: tail() > 0 }}>{formatCount(tail())}</dd>
        <dt>{t('checked')}</dt><dd><Show when={props.health.checkedMs} fallback={t('never')}>{(ms) => <TimeText ms={ms()} />}</Show></dd>
      </dl>
      <Show when={props.health.problems.length + props.health.notices.length > 0}>
        <ul class="problemLines small">
          <For each={props.health.problems.slice(0, 20)}>{(problem) => <li><span class="red">{logWords(`problem.${problem.type}`)}</span> <A href={`/log?tab=entries&log=${props.health.log.logId}&seq=${problem.seq ?? 0}`}>{problem.seq ?? ''}</A> <span class="muted" title={problem.detail}>{problemDetail(problem)}</span></li>}</For>
          <For each={props.health.notices.slice(0, 20)}>{(notice) => <li><span class="amber">{logWords(`notice.${notice.type}`)}</span> <A href={`/log?tab=entries&log=${props.health.log.logId}&seq=${notice.seq ?? 0}`}>{notice.seq ?? ''}</A> <span class="muted">{noticeDetail(notice)}</span></li>}</For>
        </ul>
      </Show>
    </li>
  )
}
