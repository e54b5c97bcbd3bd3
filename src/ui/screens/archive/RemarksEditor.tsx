// Tags and the shared remark of a session: what people edit together, apart from the evidence.

import { createSignal, For, onCleanup, Show, type JSX } from 'solid-js'
import type { SessionId } from '../../../core/ids.ts'
import { IconButton } from '../../parts/Button.tsx'
import { Field, TextField } from '../../parts/Field.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { archiveWords as t } from './archiveWords.ts'

/** Milliseconds of quiet before what was typed is kept. */
const typingPause = 500

export const RemarksEditor = (props: { readonly id: SessionId }): JSX.Element => {
  const app = useApp()
  const remarks = createLive(() => app.remarks(props.id))
  const facets = createLive(() => app.facets)
  const [draft, setDraft] = createSignal<string | null>(null)
  const [tag, setTag] = createSignal('')
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = async (): Promise<void> => {
    clearTimeout(timer)
    const text = draft()
    if (text !== null && text !== remarks()?.text) await act(app.setRemark(props.id, text))
  }
  // Leaving by any way keeps what was typed.
  onCleanup(() => void keep())
  const type = (text: string): void => {
    setDraft(text)
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), typingPause)
  }
  const tags = (): readonly string[] => remarks()?.tags ?? []
  const add = async (event: Event): Promise<void> => {
    event.preventDefault()
    const name = tag().trim()
    setTag('')
    if (name && !tags().includes(name)) await act(app.setTags(props.id, [...tags(), name]))
  }
  const others = (): readonly string[] => (facets()?.tags ?? []).filter((name) => !tags().includes(name))
  return (
    <section class="stack">
      <h2>{t('tags')}</h2>
      <div class="row wrap">
        <For each={tags()}>
          {(name) => (
            <span class="chip">
              {name}
              <button type="button" aria-label={t('removeTag', name)} title={t('removeTag', name)} onClick={() => void act(app.setTags(props.id, tags().filter((other) => other !== name)))}>
                <Icon name="close" size={10} />
              </button>
            </span>
          )}
        </For>
        <form class="row addTag" onSubmit={(event) => void add(event)}>
          <Field bare label={t('addTag')} placeholder={t('addTag')} list={`tags-${props.id}`} maxLength={40} value={tag()} onInput={(event) => setTag(event.currentTarget.value)} />
          <datalist id={`tags-${props.id}`}>
            <For each={others()}>{(name) => <option value={name} />}</For>
          </datalist>
          <IconButton type="submit" small icon="plus" label={t('addTag')} disabled={tag().trim() === ''} />
        </form>
      </div>
      <TextField label={t('remark')} hint={<span class="row"><span class="grow">{t('remarkHint')}</span><Show when={remarks()}>{(kept) => <span class="row"><Icon name={kept().where === 'server' ? 'server' : 'device'} size={12} />{kept().where === 'server' ? t('remarkOnServer') : t('remarkOnDevice')}</span>}</Show></span>} rows={4} value={draft() ?? remarks()?.text ?? ''} onInput={(event) => type(event.currentTarget.value)} onBlur={() => void keep().then(() => setDraft(null))} />
    </section>
  )
}
