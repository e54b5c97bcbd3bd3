// All drives this device has known: where they are, what they hold, when they were last seen and scanned.

import { A, useNavigate } from '@solidjs/router'
import { For, Show, type JSX } from 'solid-js'
import type { DriveRow } from '../../../app/app.ts'
import { bringDriveActs } from '../../../core/policy/acts.ts'
import { formatCount } from '../../i18n/formats.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Size, TimeText } from '../../parts/figures.tsx'
import { useApp, useShell } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createRight } from '../../state/createRight.ts'
import { AddDrive } from './AddDrive.tsx'
import { driveWords as t } from './driveWords.ts'
import { Presence, Reconnect } from './Presence.tsx'
import './drives.css'

export const Drives = (): JSX.Element => {
  const app = useApp()
  const shell = useShell()
  const right = createRight(...bringDriveActs)
  const rows = createLive(() => app.drives)
  const hasSample = (): boolean => (rows() ?? []).some(({ drive }) => drive.sample)
  return (
    <div class="screen">
      <header class="screenHead">
        <h1>{t('title')}</h1>
        <span class="muted small grow">
          {t('readOnly')} <Show when={right.may()}><span class="dropHint">{t('dropHint')}</span></Show>
        </span>
        <AddDrive sample={!hasSample() && (rows()?.length ?? 0) > 0} />
      </header>
      <div class="scroll grow driveList">
        <Show when={!shell.canPick && right.may()}>
          <p class="note pickerMissing">{t('pickerMissing')}</p>
        </Show>
        <Show
          when={(rows()?.length ?? 1) > 0}
          fallback={
            <EmptyState icon="drive" title={t('emptyTitle')} actions={<AddDrive sample />}>
              <p>{t('emptyAbout')}</p>
              <p>{t('emptySafe')}</p>
            </EmptyState>
          }
        >
          <DriveTable rows={rows() ?? []} />
        </Show>
      </div>
    </div>
  )
}

const counted = ['recordings', 'other', 'failed', 'pending', 'missing'] as const
const toneOf = (state: (typeof counted)[number], count: number): string => (count === 0 ? 'muted' : state === 'failed' || state === 'missing' ? 'red' : state === 'pending' ? 'amber' : '')

const DriveTable = (props: { readonly rows: readonly DriveRow[] }): JSX.Element => {
  const navigate = useNavigate()
  return (
    <table class="driveTable">
      <thead>
        <tr>
          <th>{t('name')}</th>
          <th>{t('presence')}</th>
          <For each={counted}>{(state) => <th class="number">{t(state)}</th>}</For>
          <th class="number">{t('size')}</th>
          <th>{t('lastSeen')}</th>
          <th>{t('scanned')}</th>
          <th>
            <span class="unseen">{t('rescan')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.rows.map(({ drive }) => drive.id)}>
          {(id) => (
            <Show when={props.rows.find(({ drive }) => drive.id === id)}>
              {(row) => (
                <tr onClick={(event) => event.target.closest('a, button') || navigate(`/drives/${id}`)}>
                  <td class="driveName">
                    <A href={`/drives/${id}`}>{row().drive.name}</A>
                    <Show when={row().drive.sample}>
                      <span class="chip">{t('sampleMark')}</span>
                    </Show>
                  </td>
                  <td>
                    <Presence row={row()} />
                  </td>
                  <For each={counted}>
                    {(state) => (
                      <td class={`number count ${toneOf(state, row().counts[state])}`} data-name={t(state)}>
                        {formatCount(row().counts[state])}
                      </td>
                    )}
                  </For>
                  <td class="number">
                    <Size bytes={row().bytes} />
                  </td>
                  <td class="seen" data-name={t('lastSeen')}>
                    <TimeText ms={row().drive.lastSeenMs} />
                  </td>
                  <td class="scannedCell" data-name={t('scanned')}>
                    <Show when={row().drive.scannedMs} fallback={<span class="amber">{t('never')}</span>}>
                      {(ms) => <TimeText ms={ms()} />}
                    </Show>
                  </td>
                  <td class="number actionCell">
                    <Reconnect row={row()} small />
                  </td>
                </tr>
              )}
            </Show>
          )}
        </For>
      </tbody>
    </table>
  )
}
