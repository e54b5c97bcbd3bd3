// Whether the logs hold: per log its size, root, checkpoint, witnesses and problems; and the bundle that others can check.

import { A } from '@solidjs/router'
import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import type { LogHealth } from '../../../app/app.ts'
import { sha256, toHex } from '../../../core/bytes.ts'
import { formatCount } from '../../i18n/formats.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { common } from '../../i18n/common.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Progress } from '../../parts/Progress.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { saveFile } from '../../state/saveFile.ts'
import { readCheckpoint } from './checkpointText.ts'
import { logWords as t } from './logWords.ts'
import { noticeDetail } from './noticeDetail.ts'
import { problemDetail } from './problemDetail.ts'

/** Per log; the export has all of them. */
const shownNotices = 50

export const VerifyTab = (): JSX.Element => {
  const app = useApp()
  const logs = createLive(() => app.logs, [])
  const [progress, setProgress] = createSignal<{ readonly done: number; readonly total: number } | null>(null)
  const verify = async (): Promise<void> => {
    setProgress({ done: 0, total: 0 })
    await act(app.verifyLogs((done, total) => setProgress({ done, total })))
    setProgress(null)
  }
  return (
    <div class="verify scroll stack wide">
      <Show
        when={logs().length > 0}
        fallback={
          <EmptyState icon="log" title={t('noLogs')}>
            <p>{t('noLogsAbout')}</p>
          </EmptyState>
        }
      >
        <div class="panel stack">
          <p>{t('verifyAbout')}</p>
          <div class="row wrap">
            <Button tone="accent" icon="shield" class="verifyButton" onClick={verify} disabled={progress() !== null}>
              {t('verify')}
            </Button>
            <Show when={progress()}>
              {(now) => (
                <div class="grow" role="status">
                  <span class="small muted">{t('verifying', formatCount(now().done), formatCount(now().total))}</span>
                  <Progress label={t('verify')} done={now().done} total={now().total} />
                </div>
              )}
            </Show>
          </div>
        </div>
        <For each={logs()}>{(health) => <LogCard health={health} />}</For>
        <ExportPanel />
      </Show>
    </div>
  )
}

const LogCard = (props: { readonly health: LogHealth }): JSX.Element => {
  const log = (): LogHealth['log'] => props.health.log
  const head = createMemo(() => props.health.head && readCheckpoint(props.health.head.note))
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(props.health.head?.note ?? '')
    tell(common('copied'))
  }
  return (
    <section class="panel stack logCard">
      <header class="row wrap">
        <h2>{log().deviceName}</h2>
        <Show when={log().own}>
          <span class="chip accent">{t('ownLog')}</span>
        </Show>
        <span class="grow" />
        <Verdict health={props.health} />
      </header>
      <dl class="facts2">
        <dt>{t('logName')}</dt>
        <dd>
          <Hash value={log().logId} name={t('logName')} />
        </dd>
        <dt>{t('entriesCount')}</dt>
        <dd>
          {t('entriesOf', formatCount(log().size), formatCount(Math.max(0, log().size - 1)))} · <Times health={props.health} />
        </dd>
        <dt>{t('onServer')}</dt>
        <dd>{t('ofEntries', formatCount(Math.min(log().onServer, log().size)), formatCount(log().size))}</dd>
        <dt>{t('checkpoint')}</dt>
        <dd>
          <Show when={head()} fallback={<span class="amber">{t('noCheckpoint')}</span>}>
            {(found) => (
              <span class="row checkpoint">
                {t('checkpointAt', formatCount(found().size))} · {t('root')} <code title={found().root}>{found().root.slice(0, 4)}…{found().root.replace(/=+$/, '').slice(-4)}</code>
                <IconButton small icon="copy" label={t('copyNote')} onClick={copy} />
              </span>
            )}
          </Show>
        </dd>
        <dt>{t('witnesses')}</dt>
        <dd>{props.health.head?.witnesses.join(', ') || <span class="amber">{t('noWitness')}</span>}</dd>
      </dl>
      <Show when={props.health.problems.length + props.health.notices.length > 0}>
        <ul class="problemList">
          <For each={props.health.problems}>{(problem) => <Found logId={log().logId} words={t(`problem.${problem.type}`)} found={{ seq: problem.seq, detail: problemDetail(problem) }} technical={problem.detail} bad />}</For>
          <For each={props.health.notices.slice(0, shownNotices)}>{(notice) => <Found logId={log().logId} words={t(`notice.${notice.type}`)} found={{ seq: notice.seq, detail: noticeDetail(notice) }} />}</For>
          <Show when={props.health.notices.length > shownNotices}>
            <li class="muted">{t('moreNotices', formatCount(props.health.notices.length - shownNotices))}</li>
          </Show>
        </ul>
      </Show>
    </section>
  )
}

const Verdict = (props: { readonly health: LogHealth }): JSX.Element => (
  <span class="row verdict">
    <Show when={props.health.checkedMs !== null} fallback={<span class="muted small">{t('neverVerified')}</span>}>
      <Show
        when={props.health.problems.length === 0}
        fallback={
          <span class="row red">
            <Icon name="stop" />
            {t('problems', props.health.problems.length)}
          </span>
        }
      >
        <span class="row green">
          <Icon name="check" />
          {t('noProblems')}
        </span>
      </Show>
      <Show when={props.health.notices.length > 0}>
        <span class="row amber">
          <Icon name="warn" />
          {t('notices', props.health.notices.length)}
        </span>
      </Show>
      <span class="muted small">
        {t('verifiedAt')} <TimeText ms={props.health.checkedMs} />
      </span>
    </Show>
  </span>
)

/** One line of a verdict: a problem, or a notice that may be innocent. */
const Found = (props: { readonly logId: string; readonly words: string; readonly found: { readonly seq: number | null; readonly detail: string }; readonly technical?: string; readonly bad?: boolean }): JSX.Element => (
  <li class="row top">
    <Icon name={props.bad ? 'stop' : 'warn'} class={props.bad ? 'red' : 'amber'} />
    <span class="grow">
      {props.words}{' '}
      <Show when={props.found.seq !== null}>
        <A href={`/log?tab=entries&log=${props.logId}&seq=${props.found.seq}`}>{t('atSeq', props.found.seq ?? 0)}</A>
      </Show>{' '}
      <span class="muted small" title={props.technical}>{props.found.detail}</span>
    </span>
  </li>
)

/** First and last entry. */
const Times = (props: { readonly health: LogHealth }): JSX.Element => {
  const app = useApp()
  const entries = createLive(() => app.entries(props.health.log.logId), [])
  return (
    <Show when={entries().length > 0}>
      <TimeText ms={entries()[0]?.timeMs ?? 0} /> – <TimeText ms={entries().at(-1)?.timeMs ?? 0} />
    </Show>
  )
}

const ExportPanel = (): JSX.Element => {
  const app = useApp()
  const [made, setMade] = createSignal<{ readonly name: string; readonly hash: string } | null>(null)
  const run = async (): Promise<void> => {
    const bundle = await act(app.exportBundle())
    if (!bundle) return
    saveFile(bundle.value)
    setMade({ name: bundle.value.name, hash: toHex(sha256(bundle.value.bytes)) })
  }
  const command = (): string => `npm run verify -- ${made()?.name ?? 'BUNDLE'}`
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(command())
    tell(common('copied'), command())
  }
  return (
    <section class="panel stack">
      <h2>{t('export')}</h2>
      <p>{t('exportAbout')}</p>
      <p class="row commandLine">
        <code class="grow">{command()}</code>
        <IconButton small icon="copy" label={`${common('copy')} ${t('command')}`} onClick={copy} />
      </p>
      <div class="row wrap">
        <Button icon="file" onClick={run}>
          {t('exportIt')}
        </Button>
        <Show when={made()}>
          {(file) => (
            <span class="small" role="status">
              {t('exported')} {file().name} · {t('fileHash')} <Hash value={file().hash} />
            </span>
          )}
        </Show>
      </div>
    </section>
  )
}
