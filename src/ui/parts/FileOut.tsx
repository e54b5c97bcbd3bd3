// A small file to hand over: saved, or shown as QR codes.

import { createSignal, lazy, Show, type JSX } from 'solid-js'
import type { OutFile } from '../../app/app.ts'
import { saveFile } from '../state/saveFile.ts'
import { Button } from './Button.tsx'
import { codeWords as t } from './codes/codeWords.ts'

const QrCode = lazy(async () => ({ default: (await import('./QrCode.tsx')).QrCode }))

/** `brief` is what goes into codes where the whole file would be too much. */
export const FileOut = (props: { readonly file: OutFile; readonly brief?: OutFile; readonly small?: boolean }): JSX.Element => {
  const [shown, setShown] = createSignal(false)
  return (
    <>
      <Button small={props.small} icon="file" onClick={() => saveFile(props.file)}>
        {t('exportFile')}
      </Button>
      <Button small={props.small} icon="grid" onClick={() => setShown(true)}>
        {t('showCode')}
      </Button>
      <Show when={shown()}>
        <QrCode file={props.brief ?? props.file} onClose={() => setShown(false)} />
      </Show>
    </>
  )
}
