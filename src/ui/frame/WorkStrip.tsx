// Running work at the bottom: what, how far, how fast, how long still, and the ways to stop it.

import { createEffect, createMemo, For, Match, onCleanup, Show, Switch, type JSX } from 'solid-js'
import type { Work } from '../../app/app.ts'
import { formatBytes, formatCount, formatDuration, formatWait } from '../i18n/formats.ts'
import { shellWords as t } from '../i18n/shellWords.ts'
import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Problem } from '../parts/Problem.tsx'
import { Progress } from '../parts/Progress.tsx'
import { useApp } from '../state/appContext.ts'
import { createLive } from '../state/createLive.ts'

/** How long finished work stays on the strip; what failed stays until somebody has read it. */
const doneStaysMs = 10_000

export const WorkStrip = (): JSX.Element => {
  const app = useApp()
  const works = createLive(() => app.work, [])
  const ids = (): readonly string[] => works().map(({ id }) => id)
  return (
    <Show when={works().length > 0}>
      <section class="workStrip noPrint" aria-label={t('work')}>
        <For each={ids()}>{(id) => <Show when={works().find((work) => work.id === id)}>{(work) => <WorkRow work={work()} />}</Show>}</For>
      </section>
    </Show>
  )
}

const WorkRow = (props: { readonly work: Work }): JSX.Element => {
  const app = useApp()
  const title = (): string => t(`work.${props.work.kind}`, props.work.title)
  const over = (): boolean => props.work.phase === 'done' || props.work.phase === 'failed'
  const finished = createMemo(() => props.work.phase === 'done' && props.work.error === null)
  createEffect(() => {
    if (!finished()) return
    const timer = setTimeout(() => app.dismissWork(props.work.id), doneStaysMs)
    onCleanup(() => clearTimeout(timer))
  })
  return (
    <div class="work" classList={{ finished: finished() }}>
      <div class="grow">
        <div class="row wrap">
          <span class="workTitle clip">{title()}</span>
          <span class={props.work.phase === 'failed' ? 'red' : props.work.phase === 'done' ? 'green row' : 'muted'}>
            <Show when={props.work.phase === 'done'}>
              <Icon name="check" size={13} />
            </Show>
            {t(props.work.footage && props.work.phase === 'reading' ? 'phase.making' : `phase.${props.work.phase}`)}
          </span>
          <span class="workFigures">
            <WorkFigures work={props.work} />
          </span>
        </div>
        <Show when={!over()}>
          <Progress label={title()} done={props.work.footage?.secondsDone ?? props.work.bytesDone} total={props.work.phase === 'walking' ? 0 : (props.work.footage?.secondsTotal ?? props.work.bytesTotal)} />
        </Show>
      </div>
      <div class="row">
        <Switch>
          <Match when={over()}>
            <IconButton small icon="close" label={`${t('dismiss')} ${title()}`} onClick={() => app.dismissWork(props.work.id)} />
          </Match>
          <Match when={!over()}>
            <Show when={!props.work.footage}>
              <PauseButton work={props.work} title={title()} />
            </Show>
            <IconButton small icon="close" label={`${t('cancel')} ${title()}`} onClick={() => app.cancelWork(props.work.id)} />
          </Match>
        </Switch>
      </div>
      <Show when={props.work.error}>{(error) => <Problem error={error()} plain />}</Show>
    </div>
  )
}

const PauseButton = (props: { readonly work: Work; readonly title: string }): JSX.Element => {
  const app = useApp()
  return (
    <Show when={props.work.phase === 'paused'} fallback={<IconButton small icon="pause" label={`${t('pause')} ${props.title}`} onClick={() => app.pauseWork(props.work.id)} />}>
      <IconButton small icon="play" label={`${t('resume')} ${props.title}`} onClick={() => app.resumeWork(props.work.id)} />
    </Show>
  )
}

const WorkFigures = (props: { readonly work: Work }): JSX.Element => (
  <>
    <Show when={props.work.phase !== 'walking'} fallback={<span>{t('found', formatCount(props.work.filesTotal))}</span>}>
      <Show when={props.work.filesTotal > 0}>
        <span>{t('files', formatCount(props.work.filesDone), formatCount(props.work.filesTotal))}</span>
      </Show>
      <Show when={props.work.bytesTotal > 0}>
        <span>
          {formatBytes(props.work.bytesDone)} / {formatBytes(props.work.bytesTotal)}
        </span>
      </Show>
    </Show>
    <Show when={props.work.footage}>
      {(footage) => (
        <>
          <Show when={footage().secondsTotal > 0}><span>{t('footage', formatDuration(footage().secondsDone * 1000), formatDuration(footage().secondsTotal * 1000))}</span></Show>
          <Show when={footage().speed}>{(speed) => <span>{t('timesReal', speed().toFixed(speed() < 10 ? 1 : 0))}</span>}</Show>
        </>
      )}
    </Show>
    <Show when={props.work.phase === 'reading' && props.work.bytesPerSecond}>{(rate) => <span>{formatBytes(rate())}/s</span>}</Show>
    <Show when={props.work.phase === 'reading' && props.work.secondsLeft}>{(seconds) => <span>{t('left', formatWait(seconds()))}</span>}</Show>
    <Show when={props.work.resumedFiles > 0 || props.work.resumedBytes > 0}>
      <span>{t('resumed', formatCount(props.work.resumedFiles), formatBytes(props.work.resumedBytes))}</span>
    </Show>
  </>
)
