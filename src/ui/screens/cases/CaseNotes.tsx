// The notes people write together about a case: shared text, no evidence.

import { createSignal, onCleanup, Show, type JSX } from 'solid-js'
import { TextField } from '../../parts/Field.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { caseWords as t } from './caseWords.ts'

/** Milliseconds of quiet before what was typed is kept. */
const typingPause = 500

export const CaseNotes = (props: { readonly number: string }): JSX.Element => {
  const app = useApp()
  const notes = createLive(() => app.caseNotes(props.number))
  const [draft, setDraft] = createSignal<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = async (): Promise<void> => {
    clearTimeout(timer)
    const text = draft()
    if (text !== null && text !== notes()?.text) await act(app.setCaseNotes(props.number, text))
  }
  // Leaving by any way keeps what was typed.
  onCleanup(() => void keep())
  const type = (text: string): void => {
    setDraft(text)
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), typingPause)
  }
  const where = (): JSX.Element => (
    <span class="row">
      <span class="grow">{t('notesHint')}</span>
      <Show when={notes()?.text ? notes() : undefined}>
        {(kept) => (
          <span class="row">
            <Icon name={kept().where === 'server' ? 'server' : 'device'} size={12} />
            {kept().where === 'server' ? t('onServer') : t('onDevice')}
          </span>
        )}
      </Show>
    </span>
  )
  return (
    <section class="stack">
      <h2>{t('notes')}</h2>
      <TextField bare label={t('notes')} hint={where()} rows={6} value={draft() ?? notes()?.text ?? ''} onInput={(event) => type(event.currentTarget.value)} onBlur={() => void keep().then(() => setDraft(null))} />
    </section>
  )
}
