// Tags and the shared remark of a session: what people edit together, apart from the evidence.

import { createSignal, For, type JSX } from 'solid-js'
import type { SessionId } from '../../../core/ids.ts'
import { IconButton } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { SharedText } from '../../parts/SharedText.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { archiveWords as t } from './archiveWords.ts'

export const RemarksEditor = (props: { readonly id: SessionId }): JSX.Element => {
  const app = useApp()
  const remarks = createLive(() => app.remarks(props.id))
  const facets = createLive(() => app.facets)
  const [tag, setTag] = createSignal('')
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
      <SharedText label={t('remark')} hint={t('remarkHint')} rows={4} text={remarks()?.text} where={remarks()?.where} places={{ device: t('remarkOnDevice'), server: t('remarkOnServer') }} onKeep={(text) => act(app.setRemark(props.id, text))} />
    </section>
  )
}
