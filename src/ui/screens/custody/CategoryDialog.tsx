// Files Sessions under the profile's retention categories; the choice replaces what was said before.

import { createSignal, For, type JSX } from 'solid-js'
import type { RetentionRow } from '../../../core/custody/retentionRows.ts'
import { makeRecordingList } from '../../../core/deeds/recordingList.ts'
import { formatCount } from '../../i18n/formats.ts'
import { termText } from '../../i18n/termText.ts'
import { CheckField, TextField } from '../../parts/Field.tsx'
import { useApp } from '../../state/appContext.ts'
import type { CustodyDesk } from './createCustody.ts'
import { categoryText, chosenTitle } from './custodyText.ts'
import { custodyWords as t } from './custodyWords.ts'
import { SignDialog } from './SignDialog.tsx'

export const CategoryDialog = (props: { readonly rows: readonly RetentionRow[]; readonly desk: CustodyDesk; readonly onClose: (signed: boolean) => void }): JSX.Element => {
  const app = useApp()
  const all = () => props.desk.policy().profile.retention.categories
  const [chosen, setChosen] = createSignal<readonly string[]>(all().map(({ id }) => id).filter((id) => props.rows.every((row) => row.categories.includes(id))))
  const [words, setWords] = createSignal('')
  const sign = () => {
    const list = makeRecordingList(props.rows.flatMap((row) => row.retentions.map(({ recordingId }) => recordingId)))
    return app.sign('category', { title: chosenTitle(props.rows), list: list.hash, count: list.count, session: props.rows.length === 1 ? (props.rows[0]?.session.id ?? null) : null, categories: [...chosen()], words: words() }, { attachments: [list.bytes] })
  }
  return (
    <SignDialog title={t('categoryTitle')} about={t('categoryAbout')} ready onSign={sign} onClose={props.onClose}>
      <p>
        <strong>{t('count', formatCount(props.rows.length))}</strong> · {chosenTitle(props.rows)}
      </p>
      <ul class="roleList">
        <For each={all()}>
          {({ id, term }) => (
            <li>
              <CheckField label={categoryText(id, props.desk.policy().profile)} checked={chosen().includes(id)} onChange={(on) => setChosen((now) => (on ? [...now, id] : now.filter((one) => one !== id)))} />
              <span class="muted small">{termText(term)}</span>
            </li>
          )}
        </For>
      </ul>
      <TextField label={t('words')} rows={2} maxLength={4000} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
    </SignDialog>
  )
}
