// How a drive is recognised, and the check that no file was hidden from the scan.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { DriveRow } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import { formatCount } from '../../i18n/formats.ts'
import { FolderButton } from '../../parts/FileButton.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { useApp, useShell } from '../../state/appContext.ts'
import { driveWords as t } from './driveWords.ts'

export const DriveIdentity = (props: { readonly row: DriveRow }): JSX.Element => (
  <div class="detailBody stack wide">
    <section class="stack">
      <h2>{t('identity')}</h2>
      <p class="muted">{t('identityAbout')}</p>
      <Show when={props.row.presence === 'away'}>
        <p class="note">{t('awayAbout')}</p>
      </Show>
      <dl class="facts2">
        <dt>{t('folderNames')}</dt>
        <dd>{props.row.drive.folderNames.join(' · ')}</dd>
        <dt>{t('firstSeen')}</dt>
        <dd>
          <TimeText ms={props.row.drive.firstSeenMs} />
        </dd>
        <dt>{t('scanned')}</dt>
        <dd>
          <Show when={props.row.drive.scannedMs} fallback={<span class="amber">{t('never')}</span>}>
            {(ms) => <TimeText ms={ms()} />}
          </Show>
        </dd>
        <dt>{t('driveNumber')}</dt>
        <dd>
          <Hash plain value={props.row.drive.id} />
        </dd>
        <Show when={props.row.drive.manifest}>
          {(manifest) => (
            <>
              <dt>{t('manifest')}</dt>
              <dd>
                <Hash value={manifest()} name={t('manifest')} />
              </dd>
            </>
          )}
        </Show>
      </dl>
    </section>
    <Completeness row={props.row} />
  </div>
)

const Completeness = (props: { readonly row: DriveRow }): JSX.Element => {
  const app = useApp()
  const shell = useShell()
  const [unseen, setUnseen] = createSignal<readonly string[] | null>(null)
  const [error, setError] = createSignal<FieldreelError | null>(null)
  const compare = async (files: FileList): Promise<void> => {
    const listing = shell.directoryFromInput(files)
    if (!listing) return
    const answer = await app.checkCompleteness(props.row.drive.id, listing)
    setUnseen(answer.ok ? answer.value : null)
    setError(answer.ok ? null : answer.error)
  }
  return (
    <section class="stack">
      <h2>{t('complete')}</h2>
      <p class="muted">{t('completeAbout')}</p>
      <div class="row">
        <FolderButton small label={t('completeDo')} onFiles={compare} />
      </div>
      <div role="status" class="stack">
        <Show when={unseen()?.length === 0}>
          <p class="green row">
            <Icon name="check" /> {t('completeYes')}
          </p>
        </Show>
        <Show when={(unseen()?.length ?? 0) > 0}>
          <p class="amber">{t('completeNo', formatCount(unseen()?.length ?? 0))}</p>
          <ul class="unseenFiles scroll">
            <For each={unseen()}>{(path) => <li class="path">{path}</li>}</For>
          </ul>
          <p class="muted small">{t('completeNote')}</p>
        </Show>
        <Show when={error()}>{(failed) => <Problem error={failed()} />}</Show>
      </div>
    </section>
  )
}
