// One session beside the list: watch it, its facts, recordings, copies, tags, remark and findings.

import { A, useNavigate } from '@solidjs/router'
import { createMemo, For, lazy, Show, Suspense, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import type { SessionId } from '../../../core/ids.ts'
import { bringDriveActs } from '../../../core/policy/acts.ts'
import { mayDo, rolesFor } from '../../../core/policy/profile.ts'
import { common } from '../../i18n/common.ts'
import { formatDuration, formatOffset, formatTime, wholeSeconds } from '../../i18n/formats.ts'
import { officerText, recorderText } from '../../i18n/recorderText.ts'
import { rolesText } from '../../i18n/rolesText.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Duration, Size, TimeText } from '../../parts/figures.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Poster } from '../../parts/Poster.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createRight } from '../../state/createRight.ts'
import { createDesk } from '../approvals/createDesk.ts'
import { SessionCases } from '../cases/SessionCases.tsx'
import { PieceBanner } from '../pieces/PieceBanner.tsx'
import { PieceList } from '../pieces/PieceList.tsx'
import { SecrecyPanel } from '../secrecy/SecrecyPanel.tsx'
import { archiveWords as t } from './archiveWords.ts'
import { FindingList } from './FindingList.tsx'
import { GapTable } from './GapTable.tsx'
import { RecordingFacts } from './RecordingFacts.tsx'
import { RemarksEditor } from './RemarksEditor.tsx'
import { SessionBar } from './SessionBar.tsx'

const CustodyPanel = lazy(async () => ({ default: (await import('../custody/CustodyPanel.tsx')).CustodyPanel }))
const SessionMarkers = lazy(async () => ({ default: (await import('./SessionMarkers.tsx')).SessionMarkers }))
const SessionDuty = lazy(async () => ({ default: (await import('../duty/SessionDuty.tsx')).SessionDuty }))

/** Draws one session for its whole life: the caller keys it by id. */
export const SessionDetail = (props: { readonly id: SessionId; readonly onClose?: () => void }): JSX.Element => {
  const app = useApp()
  const row = createLive(() => app.session(props.id))
  return (
    <Show when={row()} fallback={<Show when={row() === null}><EmptyState icon="search" title={t('gone')}><p>{t('goneAbout')}</p></EmptyState></Show>}>
      {(known) => (
        <article class="detailBody stack wide">
          <Head row={known()} onClose={props.onClose} />
          <PieceBanner row={known()} />
          <Watch row={known()} />
          <SessionBar row={known()} />
          <Facts row={known()} />
          <Suspense>
            <SessionMarkers row={known()} />
          </Suspense>
          <GapTable session={known().session.id} />
          <Suspense>
            <SessionDuty id={known().session.id} />
          </Suspense>
          <Suspense>
            <CustodyPanel session={known().session.id} />
          </Suspense>
          <FindingList recordings={known().recordings} />
          <section class="stack">
            <h2>
              {t('recordings')} <span class="muted">{known().recordings.length}</span>
            </h2>
            <div>
              <For each={known().recordings.map(({ id }) => id)}>
                {(id, index) => <Show when={known().recordings.find((recording) => recording.id === id)}>{(recording) => <RecordingFacts recording={recording()} number={index() + 1} aheadMs={known().clock?.offsetMs ?? 0} />}</Show>}
              </For>
            </div>
            <p class="muted small">{t('fingerprintAbout')}</p>
          </section>
          <PieceList recordings={known().recordings.map(({ id }) => id)} />
          <SessionCases row={known()} />
          <SecrecyPanel subject="session" of={props.id} recordings={known().recordings.map(({ id }) => id)} />
          <RemarksEditor id={props.id} />
        </article>
      )}
    </Show>
  )
}

const Head = (props: { readonly row: SessionRow; readonly onClose: (() => void) | undefined }): JSX.Element => (
  <header class="stack">
    <div class="row top">
      <div class="grow">
        <h1>
          <Show when={props.row.session.day !== 'unset'} fallback={<span class="amber">{common('clockNotSet')}</span>}>
            <TimeText ms={props.row.session.startMs} />
          </Show>
        </h1>
        <p class="muted">
          {recorderText(props.row)}
          <Show when={officerText(props.row)}>{(officer) => <> · {common('officer')} {officer()}</>}</Show>
        </p>
      </div>
      <Show when={props.onClose}>{(close) => <IconButton icon="close" label={t('closeDetail')} onClick={() => close()()} />}</Show>
    </div>
    <Poster id={props.row.posters[0]} kind={props.row.kinds[0]} class="large" />
  </header>
)

const Watch = (props: { readonly row: SessionRow }): JSX.Element => {
  const app = useApp()
  const navigate = useNavigate()
  const desk = createDesk()
  const may = (act: 'watch' | 'requestViewing'): boolean => mayDo(desk.profile(), desk.me()?.roles ?? [], act)
  const bring = createRight(...bringDriveActs)
  const drives = createLive(() => app.drives, [])
  const here = (): boolean => props.row.whereabouts.drives.some(({ connected }) => connected)
  const waiting = createMemo(() => props.row.whereabouts.drives.flatMap(({ driveId }) => drives().find(({ drive, presence }) => drive.id === driveId && presence === 'permission') ?? []))
  return (
    <div class="stack">
      <div class="row">
        <Button tone="accent" icon="play" disabled={!here() || !may('watch')} onClick={() => navigate(`/view/${props.row.session.id}`)}>
          {t('watch')}
        </Button>
        <Show when={desk.me() && !may('watch')}>
          <span class="muted small">{t('watchFor', rolesText(rolesFor(desk.profile(), 'watch')))}</span>
        </Show>
        <Show when={here() && may('watch')}>
          <span class="muted small">{t('watchAbout')}</span>
        </Show>
        <Show when={!here() && may('requestViewing')}>
          <A class="button" href={`/approvals/ask?sessions=${props.row.session.id}`} title={t('askAhead')}>
            <Icon name="approval" />
            {t('ask')}
          </A>
        </Show>
        <For each={here() ? [] : waiting()}>
          {({ drive }) => (
            <Button icon="refresh" disabled={!bring.may()} title={bring.may() ? undefined : common('mayNot', bring.needed())} onClick={() => act(app.reconnectDrive(drive.id))}>
              {t('reconnect')} {drive.name}
            </Button>
          )}
        </For>
      </div>
      <Show when={!here()}>
        <For each={props.row.whereabouts.drives}>
          {(drive) => (
            <p class="note row">
              <Icon name="unplugged" />
              <span>
                {t('unplugged', drive.name)} · {t('lastSeen')} <TimeText ms={drive.lastSeenMs} />
              </span>
            </p>
          )}
        </For>
      </Show>
    </div>
  )
}

const Facts = (props: { readonly row: SessionRow }): JSX.Element => {
  const session = (): SessionRow['session'] => props.row.session
  const gapMs = (): number => session().gaps.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)
  const place = (): { readonly lat: number; readonly lon: number } | undefined => props.row.recordings.find((recording) => recording.place)?.place ?? undefined
  const devices = (): readonly string[] => [...new Set(props.row.recordings.flatMap(({ device }) => device ?? []))]
  return (
    <dl class="facts2">
      <Show when={session().day !== 'unset'}>
        <dt>{t('begin')}</dt>
        <dd>
          <TimeText ms={session().startMs} />
        </dd>
        <dt>{t('end')}</dt>
        <dd>
          <TimeText ms={session().endMs} />
        </dd>
      </Show>
      <Show when={props.row.clock}>
        {(clock) => (
          <>
            <dt>{t('clockOffset')}</dt>
            <dd>
              {t('clockMeasured', formatOffset(clock().offsetMs), wholeSeconds(clock().uncertaintyMs), formatTime(clock().measuredMs))}
              <Show when={clock().offsetMs !== 0}>
                <div class="muted">{t('clockOriginal', formatTime(session().startMs + clock().offsetMs))}</div>
              </Show>
            </dd>
          </>
        )}
      </Show>
      <dt>{t('footage')}</dt>
      <dd>
        <Duration ms={session().footageMs} />
      </dd>
      <dt>{t('gapTotal')}</dt>
      <dd class={session().gaps.length > 0 ? 'amber' : ''}>{session().gaps.length > 0 ? t('gapSum', session().gaps.length, formatDuration(gapMs())) : t('noGaps')}</dd>
      <dt>{t('kinds')}</dt>
      <dd>{props.row.kinds.map((kind) => common(`kind.${kind}`)).join(' · ')}</dd>
      <dt>{t('size')}</dt>
      <dd>
        <Size bytes={props.row.recordings.reduce((sum, { size }) => sum + size, 0)} />
      </dd>
      <Show when={devices().length > 0}>
        <dt>{t('device')}</dt>
        <dd>{devices().join(' · ')}</dd>
      </Show>
      <Show when={place()}>
        {(point) => (
          <>
            <dt>{t('place')}</dt>
            <dd>
              {point().lat.toFixed(5)}, {point().lon.toFixed(5)}
            </dd>
          </>
        )}
      </Show>
      <dt>{t('where')}</dt>
      <dd class="stack whereList">
        <span class="row">
          <Icon name="device" size={14} /> {common('whereDevice')}
        </span>
        <For each={props.row.whereabouts.drives}>
          {(drive) => (
            <span class="row">
              <Icon name={drive.connected ? 'drive' : 'unplugged'} size={14} class={drive.connected ? 'green' : ''} />
              <span>
                {drive.name}
                <Show when={!drive.connected}>
                  <span class="muted">
                    {' '}
                    {t('lastSeen')} <TimeText ms={drive.lastSeenMs} />
                  </span>
                </Show>
              </span>
            </span>
          )}
        </For>
        <span class="row">
          <Icon name="server" size={14} /> {props.row.whereabouts.server ? common('whereServer') : common('whereServerNot')}
          <Show when={props.row.whereabouts.witnesses > 0}> · {common('whereWitness', props.row.whereabouts.witnesses)}</Show>
        </span>
      </dd>
    </dl>
  )
}
