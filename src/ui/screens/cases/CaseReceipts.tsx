// The receipts issued for a case, and issuing one of what is attached.

import { A } from '@solidjs/router'
import { createSignal, For, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import type { Recording } from '../../../core/catalog/recording.ts'
import type { CaseRow } from '../../../core/cases/casesOf.ts'
import { Button } from '../../parts/Button.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { createRight } from '../../state/createRight.ts'
import { caseWords as t } from './caseWords.ts'
import { attachedRecordings } from './createCases.ts'
import { ReceiptDialog } from './ReceiptDialog.tsx'

export const CaseReceipts = (props: { readonly row: CaseRow; readonly sessions: ReadonlyMap<string, SessionRow> }): JSX.Element => {
  const right = createRight('keepCase')
  const [issuing, setIssuing] = createSignal(false)
  const recordings = (): readonly Recording[] => attachedRecordings(props.row).flatMap((id) => props.sessions.get(id)?.recordings.find((one) => one.id === id) ?? [])
  return (
    <section class="stack">
      <div class="row">
        <h2 class="grow">
          {t('receipts')} <span class="muted">{props.row.receipts.length}</span>
        </h2>
        <Button small icon="shield" disabled={!right.may() || recordings().length === 0} title={right.may() ? undefined : right.needed()} onClick={() => setIssuing(true)}>
          {t('issue')}
        </Button>
      </div>
      <p class="muted small">{props.row.receipts.length === 0 ? `${t('receiptsNone')} ${t('receiptsAbout')}` : t('receiptsAbout')}</p>
      <ul class="caseRows">
        <For each={props.row.receipts.toReversed()}>
          {(receipt) => (
            <li>
              <span class="row wrap">
                <A href={`/receipts/${receipt.id}`}>{receipt.fields.party}</A>
                <span>{t('count', receipt.fields.recordings.length)}</span>
                <span class="muted small">
                  {receipt.name} <TimeText ms={receipt.madeMs} />
                </span>
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={issuing()}>
        <ReceiptDialog recordings={recordings()} caseNumber={props.row.number} onClose={() => setIssuing(false)} />
      </Show>
    </section>
  )
}
