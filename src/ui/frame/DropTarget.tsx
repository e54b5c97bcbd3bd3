// A folder dropped anywhere on the window becomes a drive.

import { createSignal, onCleanup, onMount, Show, type JSX } from 'solid-js'
import type { DirectoryRef } from '../../core/ports.ts'
import { shellWords as t } from '../i18n/shellWords.ts'
import { Icon } from '../parts/Icon.tsx'
import { tell } from '../parts/Toast.tsx'
import { useShell } from '../state/appContext.ts'

export const DropTarget = (props: { readonly onFolder: (directory: DirectoryRef) => void }): JSX.Element => {
  const shell = useShell()
  const [over, setOver] = createSignal(false)
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
  const onOver = (event: DragEvent): void => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    setOver(true)
  }
  const onLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) setOver(false)
  }
  const onDrop = async (event: DragEvent): Promise<void> => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    setOver(false)
    const directory = await shell.directoryFromDrop(event)
    if (directory) props.onFolder(directory)
    else tell(t('dropNoFolder'), t('dropNoFolderNext'))
  }
  const drop = (event: DragEvent): void => void onDrop(event)
  onMount(() => {
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', drop)
  })
  onCleanup(() => {
    window.removeEventListener('dragover', onOver)
    window.removeEventListener('dragleave', onLeave)
    window.removeEventListener('drop', drop)
  })
  return (
    <Show when={over()}>
      <div class="dropVeil">
        <Icon name="folder" size={32} />
        <strong>{t('dropHere')}</strong>
        <span class="muted small">{t('dropAbout')}</span>
      </div>
    </Show>
  )
}
