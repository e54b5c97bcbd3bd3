// The notes people write together about a case: shared text, no evidence.

import type { JSX } from 'solid-js'
import { SharedText } from '../../parts/SharedText.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { caseWords as t } from './caseWords.ts'

export const CaseNotes = (props: { readonly number: string }): JSX.Element => {
  const app = useApp()
  const notes = createLive(() => app.caseNotes(props.number))
  return (
    <section class="stack">
      <h2>{t('notes')}</h2>
      <SharedText bare label={t('notes')} hint={t('notesHint')} rows={6} text={notes()?.text} where={notes()?.text ? notes()?.where : undefined} places={{ device: t('onDevice'), server: t('onServer') }} onKeep={(text) => act(app.setCaseNotes(props.number, text))} />
    </section>
  )
}
