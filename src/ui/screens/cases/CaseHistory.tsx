// Every step of a case that was signed, newest first: who, when, what.

import { For, type JSX } from 'solid-js'
import type { CaseDeed, CaseRow } from '../../../core/cases/casesOf.ts'
import { formatDay } from '../../i18n/formats.ts'
import { deedWords } from '../../i18n/deedWords.ts'
import { TimeText } from '../../parts/figures.tsx'
import { caseWords as t } from './caseWords.ts'

const said = (deed: CaseDeed): string => {
  switch (deed.type) {
    case 'case':
      return [deed.fields.title, deed.fields.kind, deed.fields.term].filter(Boolean).join(' · ')
    case 'caseLink':
      return [t('count', deed.fields.recordings.length), deed.fields.words].filter(Boolean).join(' · ')
    case 'caseClosing':
      return [formatDay(deed.fields.closedMs), deed.fields.term, deed.fields.words].filter(Boolean).join(' · ')
    case 'receipt':
      return [deed.fields.party, t('count', deed.fields.recordings.length)].join(' · ')
    default:
      return deed.fields.reason
  }
}

export const CaseHistory = (props: { readonly row: CaseRow }): JSX.Element => (
  <section class="stack">
    <h2>
      {t('history')} <span class="muted">{props.row.history.length}</span>
    </h2>
    <p class="muted small">{t('historyAbout')}</p>
    <ol class="caseRows">
      <For each={props.row.history.toReversed()}>
        {(deed) => (
          <li>
            <span class="row wrap">
              <strong>{deedWords(`deed.${deed.type}`)}</strong>
              <span>{deed.name}</span>
              <span class="muted small">
                <TimeText ms={deed.madeMs} />
              </span>
            </span>
            <p class="small muted">{said(deed)}</p>
          </li>
        )}
      </For>
    </ol>
  </section>
)
