// Deeds by file or QR code: four buttons; what came of a file that was brought is said by CarriedReport.

import { createSignal, lazy, Show, type JSX } from 'solid-js'
import type { CarriedDeeds, OutFile } from '../../app/app.ts'
import { act } from '../state/act.ts'
import { useApp } from '../state/appContext.ts'
import { saveFile } from '../state/saveFile.ts'
import { Button } from './Button.tsx'
import { showCarried } from './CarriedReport.tsx'
import { codeWords as t } from './codes/codeWords.ts'
import { FileButton } from './FileButton.tsx'

const QrCode = lazy(async () => ({ default: (await import('./QrCode.tsx')).QrCode }))
const QrReader = lazy(async () => ({ default: (await import('./QrReader.tsx')).QrReader }))

/** `ids`: what can be taken away from here; without any, only bringing is offered. `statements`: the unit's certificates and revocations instead. `onCame` is called before the report is shown. */
export const CarryDeeds = (props: { readonly ids?: readonly string[]; readonly statements?: boolean; readonly onCame?: (carried: CarriedDeeds) => void; readonly small?: boolean }): JSX.Element => {
  const app = useApp()
  const [shown, setShown] = createSignal<(OutFile & { readonly leftOut: number }) | null>(null)
  const [scanning, setScanning] = createSignal(false)
  const exportFile = async (): Promise<void> => {
    const made = await act(app.exportDeeds(props.ids ?? []))
    if (made) saveFile(made.value)
  }
  const showCode = async (): Promise<void> => {
    const made = await act(app.exportDeeds(props.ids ?? [], { brief: true }))
    if (made) setShown(made.value)
  }
  const bring = async (file: File): Promise<void> => {
    setScanning(false)
    const brought = await act(app.importDeeds(file))
    if (!brought) return
    props.onCame?.(brought.value)
    showCarried(brought.value)
  }
  return (
    <div class="row wrap noPrint">
      <Show when={props.statements || props.ids?.length}>
        <Button small={props.small} icon="file" onClick={exportFile}>
          {t('exportFile')}
        </Button>
        <Button small={props.small} icon="grid" onClick={showCode}>
          {t('showCode')}
        </Button>
      </Show>
      <FileButton small={props.small} label={t('importFile')} icon="folder" accept=".fieldreel-deeds" onFile={bring} />
      <Button small={props.small} icon="photo" onClick={() => setScanning(true)}>
        {t('scanCode')}
      </Button>
      <Show when={shown()}>{(file) => <QrCode file={file()} note={file().leftOut > 0 ? t('leftOut') : undefined} onClose={() => setShown(null)} />}</Show>
      <Show when={scanning()}>
        <QrReader onFile={(file) => void bring(file)} onClose={() => setScanning(false)} />
      </Show>
    </div>
  )
}
