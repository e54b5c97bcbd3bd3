// A small file that is brought: opened, or scanned from QR codes.

import { createSignal, lazy, Show, type JSX } from 'solid-js'
import { Button, type ButtonProps } from './Button.tsx'
import { codeWords as t } from './codes/codeWords.ts'
import { FileButton } from './FileButton.tsx'

const QrReader = lazy(async () => ({ default: (await import('./QrReader.tsx')).QrReader }))

export const FileIn = (props: Pick<ButtonProps, 'tone' | 'small' | 'icon'> & { readonly label: string; readonly accept?: string; readonly scanLabel?: string; readonly onFile: (file: File) => unknown }): JSX.Element => {
  const [scanning, setScanning] = createSignal(false)
  return (
    <>
      <FileButton small={props.small} tone={props.tone} icon={props.icon} label={props.label} {...(props.accept && { accept: props.accept })} onFile={props.onFile} />
      <Button small={props.small} icon="photo" onClick={() => setScanning(true)}>
        {props.scanLabel ?? t('scanCode')}
      </Button>
      <Show when={scanning()}>
        <QrReader onFile={(file) => { setScanning(false); props.onFile(file) }} onClose={() => setScanning(false)} />
      </Show>
    </>
  )
}
