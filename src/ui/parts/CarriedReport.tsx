// What came of a file of deeds that was brought: shown over whatever screen is there, since what came may change the screen.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { CarriedDeeds } from '../../app/app.ts'
import type { DeedRow } from '../../core/deeds/deedBook.ts'
import { common } from '../i18n/common.ts'
import { deedWords } from '../i18n/deedWords.ts'
import { formatTime } from '../i18n/formats.ts'
import { Button } from './Button.tsx'
import './codes/codes.css'
import { codeWords as t } from './codes/codeWords.ts'
import { Dialog } from './Dialog.tsx'
import { Icon } from './Icon.tsx'

const [carried, setCarried] = createSignal<CarriedDeeds | null>(null)

export const showCarried = (report: CarriedDeeds): void => void setCarried(report)

/** Once, beside the notices. */
export const CarriedReport = (): JSX.Element => <Show when={carried()}>{(report) => <Brought report={report()} onClose={() => setCarried(null)} />}</Show>

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
