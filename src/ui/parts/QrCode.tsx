// A file as QR codes: shown one after the other, saved as one picture, or printed.

import { createEffect, createResource, createSignal, onCleanup, Show, type JSX } from 'solid-js'
import type { OutFile } from '../../app/app.ts'
import { packCodes } from '../../app/packCodes.ts'
import { saveFile } from '../state/saveFile.ts'
import { Button, IconButton } from './Button.tsx'
import { drawCodes, printCodes, toPng } from './codes/codeImages.ts'
import './codes/codes.css'
import { codeWords as t } from './codes/codeWords.ts'
import { Dialog } from './Dialog.tsx'

/** A camera needs a moment for each. */
const cycleMs = 900

/** `note` says what is not in it. */
export const QrCode = (props: { readonly file: OutFile; readonly note?: string | undefined; readonly onClose: () => void }): JSX.Element => {
  const [texts] = createResource(() => packCodes(props.file.bytes))
  const [index, setIndex] = createSignal(0)
  const [held, setHeld] = createSignal(false)
  const count = (): number => texts()?.length ?? 0
  const turn = (by: number): void => void setIndex((before) => (before + by + count()) % count())
  createEffect(() => {
    if (held() || count() < 2) return
    const timer = setInterval(() => turn(1), cycleMs)
    onCleanup(() => clearInterval(timer))
  })
  const stepTo = (by: number): void => {
    setHeld(true)
    turn(by)
  }
  const save = async (): Promise<void> => {
    const picture = await toPng(drawCodes(texts() ?? []))
    saveFile({ name: `${props.file.name}.png`, bytes: new Uint8Array(await picture.arrayBuffer()) })
  }
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={t('codeTitle')}
      about={t('codeAbout')}
      actions={
        <Show when={texts()}>
          {(all) => (
            <>
              <Button icon="print" onClick={() => printCodes(all(), props.file.name, (at) => t('codeOf', at + 1, all().length))}>
                {t('printCodes')}
              </Button>
              <Button icon="photo" tone="accent" onClick={save}>
                {t('saveImage')}
              </Button>
            </>
          )}
        </Show>
      }
    >
      <Show when={texts() === null}>
        <p class="note amber">
          {t('tooMuch')}。{t('tooMuchNext')}
        </p>
      </Show>
      <Show when={texts()?.[index()]}>
        {(text) => (
          <div class="qrSheet" role="img" aria-label={t('codeOf', index() + 1, count())}>
            {drawCodes([text()])}
          </div>
        )}
      </Show>
      <Show when={count() > 1}>
        <div class="row qrSteps">
          <IconButton icon="frameBack" label={t('previous')} onClick={() => stepTo(-1)} />
          <span class="number">{t('codeOf', index() + 1, count())}</span>
          <IconButton icon="frameOn" label={t('next')} onClick={() => stepTo(1)} />
          <Button tone="quiet" icon={held() ? 'play' : 'pause'} onClick={() => setHeld(!held())}>
            {held() ? t('cycle') : t('pause')}
          </Button>
        </div>
      </Show>
      <Show when={props.note}>
        <p class="note">{props.note}</p>
      </Show>
    </Dialog>
  )
}
