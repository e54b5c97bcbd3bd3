// Deeds by file or QR code: four buttons, and what came of a file that was brought.

import { createSignal, For, lazy, Show, type JSX } from 'solid-js'
import type { CarriedDeeds, OutFile } from '../../app/app.ts'
import type { DeedRow } from '../../core/deeds/deedBook.ts'
import { common } from '../i18n/common.ts'
import { deedWords } from '../i18n/deedWords.ts'
import { formatTime } from '../i18n/formats.ts'
import { act } from '../state/act.ts'
import { useApp } from '../state/appContext.ts'
import { saveFile } from '../state/saveFile.ts'
import { Button } from './Button.tsx'
import './codes/codes.css'
import { codeWords as t } from './codes/codeWords.ts'
import { Dialog } from './Dialog.tsx'
import { FileButton } from './FileButton.tsx'
import { Icon } from './Icon.tsx'

const QrCode = lazy(async () => ({ default: (await import('./QrCode.tsx')).QrCode }))
const QrReader = lazy(async () => ({ default: (await import('./QrReader.tsx')).QrReader }))

/** `ids`: what can be taken away from here; without any, only bringing is offered. `statements`: the unit's certificates and revocations instead. `onCame` is called before the report is shown. */
export const CarryDeeds = (props: { readonly ids?: readonly string[]; readonly statements?: boolean; readonly onCame?: (carried: CarriedDeeds) => void; readonly small?: boolean }): JSX.Element => {
  const app = useApp()
  const [shown, setShown] = createSignal<(OutFile & { readonly leftOut: number }) | null>(null)
  const [scanning, setScanning] = createSignal(false)
  const [carried, setCarried] = createSignal<CarriedDeeds | null>(null)
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
    setCarried(brought.value)
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
      <Show when={carried()}>{(report) => <Brought report={report()} onClose={() => setCarried(null)} />}</Show>
    </div>
  )
}

const typeText = (type: string): string => (type === 'certificate' ? t('certificate') : deedWords(`deed.${type as DeedRow['type']}`) || deedWords('deed'))

const Brought = (props: { readonly report: CarriedDeeds; readonly onClose: () => void }): JSX.Element => (
  <Dialog
    open
    onClose={() => props.onClose()}
    title={t('broughtTitle')}
    actions={
      <Button tone="accent" onClick={() => props.onClose()}>
        {common('done')}
      </Button>
    }
  >
    <ul class="carriedList" role="status">
      <For each={props.report.came}>
        {(row) => (
          <li>
            <Icon name="check" class="green" size={14} />
            <strong>{typeText(row.type)}</strong>
            <span>{t('signedAt', row.name, formatTime(row.madeMs))}</span>
          </li>
        )}
      </For>
      <For each={props.report.refused}>
        {(one) => (
          <li>
            <Icon name="stop" class="red" size={14} />
            <strong>{typeText(one.type)}</strong>
            <span>
              {one.fault === 'badCertificate' ? t('fault.badCertificate') : deedWords(`fault.${one.fault}`)} <span class="muted">{one.detail}</span>
            </span>
          </li>
        )}
      </For>
    </ul>
    <p class="muted small">
      {[
        props.report.came.length > 0 ? t('came', props.report.came.length) : '',
        props.report.statements > 0 ? t('statements', props.report.statements) : '',
        props.report.known.length > 0 ? t('known', props.report.known.length) : '',
        props.report.refused.length > 0 ? t('refused', props.report.refused.length) : '',
      ].filter(Boolean).join(' · ') || t('nothing')}
    </p>
  </Dialog>
)
