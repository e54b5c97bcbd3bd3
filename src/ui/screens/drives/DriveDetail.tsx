// One drive: its state, its files by state, how it is recognised, and whether the list is complete.

import { A, useNavigate, useParams, useSearchParams } from '@solidjs/router'
import { Content, List, Root, Trigger } from '@kobalte/core/tabs'
import { createMemo, createSignal, For, Show, type JSX } from 'solid-js'
import type { DriveRow } from '../../../app/app.ts'
import type { Copy, CopyState } from '../../../core/catalog/recording.ts'
import type { DriveId } from '../../../core/ids.ts'
import { renameDriveActs } from '../../../core/policy/acts.ts'
import { common } from '../../i18n/common.ts'
import { formatCount } from '../../i18n/formats.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Field } from '../../parts/Field.tsx'
import { Size, TimeText } from '../../parts/figures.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createRight } from '../../state/createRight.ts'
import { DriveIdentity } from './DriveIdentity.tsx'
import { driveWords as t } from './driveWords.ts'
import { FileTable } from './FileTable.tsx'
import { Presence, Reconnect } from './Presence.tsx'
import './drives.css'

const tabs = ['recordings', 'other', 'failed', 'pending', 'missing'] as const
type Tab = (typeof tabs)[number]
const stateOf: Readonly<Record<Tab, CopyState>> = { recordings: 'fingerprinted', other: 'other', failed: 'failed', pending: 'pending', missing: 'missing' }

export const DriveDetail = (): JSX.Element => {
  const app = useApp()
  const params = useParams<{ id: string }>()
  const rows = createLive(() => app.drives)
  const row = (): DriveRow | undefined => rows()?.find(({ drive }) => drive.id === params.id)
  return (
    <Show when={row()} fallback={<Show when={rows()}><EmptyState icon="drive" title={t('gone')}><A href="/drives">{t('back')}</A></EmptyState></Show>}>
      {(known) => (
        <div class="screen">
          <Head row={known()} />
          <div class="driveBody">
            <Files id={known().drive.id} row={known()} />
            <aside class="detail scroll">
              <DriveIdentity row={known()} />
            </aside>
          </div>
        </div>
      )}
    </Show>
  )
}

const Head = (props: { readonly row: DriveRow }): JSX.Element => {
  const app = useApp()
  const navigate = useNavigate()
  const right = createRight(...renameDriveActs)
  const [naming, setNaming] = createSignal<string | null>(null)
  const rename = async (event: Event): Promise<void> => {
    event.preventDefault()
    const name = naming()?.trim()
    if (name && (await act(app.renameDrive(props.row.drive.id, name)))) setNaming(null)
  }
  return (
    <header class="screenHead">
      <IconButton icon="back" label={t('back')} onClick={() => navigate('/drives')} />
      <h1 class="clip">{props.row.drive.name}</h1>
      <Show when={right.may()}>
        <Button small tone="quiet" onClick={() => setNaming(props.row.drive.name)}>
          {t('rename')}
        </Button>
      </Show>
      <Presence row={props.row} />
      <span class="muted small">
        {t('lastSeen')} <TimeText ms={props.row.drive.lastSeenMs} /> · <Size bytes={props.row.bytes} />
      </span>
      <span class="grow" />
      <Button tone="quiet" icon="archive" onClick={() => navigate(`/archive?drive=${props.row.drive.id}`)}>
        {t('inArchive')}
      </Button>
      <Reconnect row={props.row} />
      <Dialog
        open={naming() !== null}
        onClose={() => setNaming(null)}
        title={t('rename')}
        actions={
          <>
            <Button onClick={() => setNaming(null)}>{common('cancel')}</Button>
            <Button tone="accent" type="submit" form="rename-drive" disabled={!naming()?.trim()}>
              {common('save')}
            </Button>
          </>
        }
      >
        <form id="rename-drive" onSubmit={(event) => void rename(event)}>
          <Field label={t('newName')} value={naming() ?? ''} maxLength={80} onInput={(event) => setNaming(event.currentTarget.value)} />
        </form>
      </Dialog>
    </header>
  )
}

const Files = (props: { readonly id: DriveId; readonly row: DriveRow }): JSX.Element => {
  const app = useApp()
  const [query, setQuery] = useSearchParams<{ files?: string }>()
  const copies = createLive(() => app.copies(props.id))
  const tab = (): Tab => tabs.find((name) => name === query.files) ?? 'recordings'
  const shown = createMemo((): readonly Copy[] => (copies() ?? []).filter(({ state }) => state === stateOf[tab()]))
  return (
    <Root class="tabs driveFiles" value={tab()} onChange={(value) => setQuery({ files: value === 'recordings' ? null : value }, { replace: true })}>
      <List class="tabList" aria-label={t('files')}>
        <For each={tabs}>
          {(name) => (
            <Trigger class="tab" value={name}>
              {t(`files.${name}`)} <span class={name === 'failed' && props.row.counts[name] > 0 ? 'red' : 'muted'}>{formatCount(props.row.counts[name])}</span>
            </Trigger>
          )}
        </For>
      </List>
      <For each={tabs}>
        {(name) => (
          <Content class="tabBody" value={name}>
            <p class="muted small tabAbout">{t(`about.${name}`)}</p>
            <Show when={copies()}>
              <FileTable label={t(`files.${name}`)} copies={shown()} none={t(`none.${name}`)} />
            </Show>
          </Content>
        )}
      </For>
    </Root>
  )
}
