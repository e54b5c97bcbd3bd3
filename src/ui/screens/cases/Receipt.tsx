// The screen of one receipt: the page as it is printed, its file, and the page that checks it.

import { A, useParams } from '@solidjs/router'
import { createResource, Match, Show, Switch, type JSX } from 'solid-js'
import type { FieldreelError } from '../../../core/errors.ts'
import type { Result } from '../../../core/result.ts'
import type { DeedRow } from '../../../core/deeds/deedBook.ts'
import { Button } from '../../parts/Button.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { saveFile } from '../../state/saveFile.ts'
import type { IssuedReceipt } from '../../../app/receipts.ts'
import { caseWords as t } from './caseWords.ts'
import { caseHref } from './createCases.ts'
import { ReceiptSheet } from './ReceiptSheet.tsx'
import './cases.css'

export const Receipt = (): JSX.Element => {
  const app = useApp()
  const params = useParams<{ deed: string }>()
  const book = createLive(() => app.deeds)
  const deed = (): DeedRow<'receipt'> | undefined => {
    const found = book()?.find(params.deed)
    return found?.type === 'receipt' && found.fault === null ? (found as DeedRow<'receipt'>) : undefined
  }
  const [issued] = createResource(() => deed()?.id, app.openReceipt)
  const savePage = async (): Promise<void> => {
    const page = await act(app.receiptPage())
    if (page) saveFile(page.value)
  }
  const ready = (): IssuedReceipt | undefined => {
    const answer = issued()
    return answer?.ok ? answer.value : undefined
  }
  return (
    <Show when={deed()} fallback={<Show when={book()}><EmptyState icon="search" title={t('notReceipt')} actions={<A class="button accent" href="/cases">{t('back')}</A>}><p>{t('notReceiptAbout')}</p></EmptyState></Show>}>
      {(known) => (
        <div class="screen">
          <header class="screenHead sheetHead noPrint">
            <Show when={known().fields.caseNumber} fallback={<A class="button quiet iconOnly" href="/cases" aria-label={t('back')} title={t('back')}><Icon name="back" /></A>}>
              {(number) => (
                <A class="button quiet iconOnly" href={caseHref(number())} aria-label={t('toCase')} title={t('toCase')}>
                  <Icon name="back" />
                </A>
              )}
            </Show>
            <h1 class="grow">{t('receiptTitle')}</h1>
            <Show when={ready()}>
              {(made) => (
                <>
                  <Button small icon="print" onClick={() => window.print()}>
                    {t('print')}
                  </Button>
                  <Button small icon="file" onClick={() => saveFile(made().file)}>
                    {t('saveReceipt')}
                  </Button>
                  <Button small icon="shield" onClick={savePage}>
                    {t('savePage')}
                  </Button>
                </>
              )}
            </Show>
          </header>
          <div class="scroll screenBody sheetRoom">
            <Switch>
              <Match when={issued.loading}>
                <p class="muted">{t('checking')}</p>
              </Match>
              <Match when={ready()}>
                {(made) => (
                  <>
                    <p class="note noPrint">{t('receiptSaved')}</p>
                    <ReceiptSheet verdict={made().verdict} />
                  </>
                )}
              </Match>
              <Match when={failure(issued())}>{(error) => <Problem error={error()} />}</Match>
            </Switch>
          </div>
        </div>
      )}
    </Show>
  )
}

const failure = (answer: Result<IssuedReceipt, FieldreelError> | undefined): FieldreelError | undefined => (answer && !answer.ok ? answer.error : undefined)
