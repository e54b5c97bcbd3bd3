// The ways to bring in a drive, for whoever may: picker, drop, folder input where there is no picker, and the sample.

import { Show, type JSX } from 'solid-js'
import { bringDriveActs } from '../../../core/policy/acts.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { FolderButton } from '../../parts/FileButton.tsx'
import { useShell } from '../../state/appContext.ts'
import { createRight } from '../../state/createRight.ts'
import { createDrivePicking } from '../../state/drivePicking.ts'
import { driveWords as t } from './driveWords.ts'

export const AddDrive = (props: { readonly sample: boolean }): JSX.Element => {
  const shell = useShell()
  const picking = createDrivePicking()
  const right = createRight(...bringDriveActs)
  const fromInput = async (files: FileList): Promise<void> => {
    const directory = shell.directoryFromInput(files)
    if (directory) await picking.add(directory)
  }
  return (
    <Show when={right.may()} fallback={<span class="muted small">{common('mayNot', right.needed())}</span>}>
      <Show when={shell.canPick} fallback={<FolderButton tone="accent" label={t('addFolder')} onFiles={fromInput} />}>
        <Button tone="accent" icon="plus" onClick={() => picking.pick()}>
          {t('add')}
        </Button>
      </Show>
      <Show when={props.sample}>
        <Button onClick={() => picking.addSample()}>{t('sample')}</Button>
      </Show>
    </Show>
  )
}
