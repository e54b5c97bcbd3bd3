// The ways to bring in a drive: picker, drop, folder input where there is no picker, and the sample.

import { Show, type JSX } from 'solid-js'
import { Button } from '../../parts/Button.tsx'
import { FolderButton } from '../../parts/FileButton.tsx'
import { useShell } from '../../state/appContext.ts'
import { createDrivePicking } from '../../state/drivePicking.ts'
import { driveWords as t } from './driveWords.ts'

export const AddDrive = (props: { readonly sample: boolean }): JSX.Element => {
  const shell = useShell()
  const picking = createDrivePicking()
  const fromInput = async (files: FileList): Promise<void> => {
    const directory = shell.directoryFromInput(files)
    if (directory) await picking.add(directory)
  }
  return (
    <>
      <Show when={shell.canPick} fallback={<FolderButton tone="accent" label={t('addFolder')} onFiles={fromInput} />}>
        <Button tone="accent" icon="plus" onClick={() => picking.pick()}>
          {t('add')}
        </Button>
      </Show>
      <Show when={props.sample}>
        <Button onClick={() => picking.addSample()}>{t('sample')}</Button>
      </Show>
    </>
  )
}
