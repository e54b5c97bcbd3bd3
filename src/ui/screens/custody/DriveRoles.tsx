// What each drive is for: a signed choice for every one; the sample drive has none.

import { createMemo, For, Show, type JSX } from 'solid-js'
import { driveRolesOf, roleOfDrive } from '../../../core/custody/driveRoles.ts'
import { driveRoles, type DriveRole } from '../../../core/deeds/custodyDeeds.ts'
import { common } from '../../i18n/common.ts'
import { formatTime } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Select } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import type { CustodyDesk } from './createCustody.ts'
import { custodyWords as t } from './custodyWords.ts'

export const DriveRoles = (props: { readonly desk: CustodyDesk; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  const drives = createLive(() => app.drives, [])
  const roles = createMemo(() => driveRolesOf(props.desk.book()))
  const put = async (drive: string, name: string, role: DriveRole): Promise<void> => {
    if (await act(app.sign('driveRole', { drive, name, role, words: '' }))) tell(t('signed'), `${name}: ${t(`role.${role}`)}`)
  }
  return (
    <Dialog wide open onClose={() => props.onClose()} title={t('rolesTitle')} about={t('rolesAbout')} actions={<Button tone="accent" onClick={() => props.onClose()}>{common('done')}</Button>}>
      <Show when={!props.desk.may('registerDrive')}>
        <p class="note">{t('whoMay', props.desk.needed('registerDrive'))}</p>
      </Show>
      <ul class="roleList">
        <For each={drives()} fallback={<li class="muted">{t('noDrives')}</li>}>
          {({ drive }) => (
            <li>
              <span class="two">
                <strong class="clip">{drive.name}</strong>
                <Show when={roles().get(drive.id)}>{(deed) => <span class="muted small">{t('roleBy', deed().name, formatTime(deed().madeMs))}</span>}</Show>
              </span>
              <Show when={!drive.sample} fallback={<span class="muted small">{t('sampleDrive')}</span>}>
                <Select<DriveRole> bare label={t('roleOf', drive.name)} disabled={!props.desk.may('registerDrive')} value={roleOfDrive(roles(), drive.id)} choices={driveRoles.map((value) => ({ value, label: t(`role.${value}`) }))} onChoose={(role) => void put(drive.id, drive.name, role)} />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Dialog>
  )
}
