// The file-name grammars as an editable table, tried against a sample path before they are saved.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { GrammarSetting } from '../../../app/app.ts'
import { builtInGrammars } from '../../../core/session/builtInGrammars.ts'
import { compileGrammar, compileGrammars, readName, type NameReading } from '../../../core/session/grammar.ts'
import { formatTime, zone } from '../../i18n/formats.ts'
import { messageOf } from '../../messages.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { CheckField, Field, TextField } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { Section } from './Section.tsx'
import { settingsWords as t } from './settingsWords.ts'

export const Grammars = (): JSX.Element => {
  const app = useApp()
  const settings = createLive(() => app.settings)
  const [draft, setDraft] = createSignal<readonly GrammarSetting[] | null>(null)
  const [path, setPath] = createSignal('')
  const grammars = (): readonly GrammarSetting[] => draft() ?? settings()?.grammars ?? []
  const complaint = (grammar: GrammarSetting): string | null => {
    const compiled = compileGrammar(grammar)
    return compiled.ok ? null : messageOf(compiled.error).title
  }
  const sound = (): boolean => grammars().every((grammar) => !grammar.enabled || complaint(grammar) === null)
  const put = (id: string, change: Partial<GrammarSetting>): void => void setDraft(grammars().map((grammar) => (grammar.id === id ? { ...grammar, ...change } : grammar)))
  const moveUp = (index: number): void => {
    const list = [...grammars()]
    const [moved] = list.splice(index, 1)
    if (moved) setDraft(list.toSpliced(index - 1, 0, moved))
  }
  const add = (): void => void setDraft([{ id: `own-${crypto.randomUUID().slice(0, 8)}`, title: t('newGrammar'), pattern: '(?:^|/)(?<recorder>[a-z0-9]+)_(?<year>20\\d{2})(?<month>\\d{2})(?<day>\\d{2})(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})\\.[a-z0-9]{2,4}$', enabled: true }, ...grammars()])
  const save = async (): Promise<void> => {
    if (!(await act(app.setGrammars(grammars())))) return
    setDraft(null)
    tell(t('grammarsSaved'))
  }
  const reading = (): NameReading | null => (path().trim() ? readName(path().trim(), compileGrammars(grammars()), zone()) : null)
  return (
    <Section id="grammars" title={t('grammars')} about={t('grammarsAbout')}>
      <div class="panel stack">
        <Field label={t('test')} class="mono" placeholder={t('testPlaceholder')} value={path()} onInput={(event) => setPath(event.currentTarget.value)} spellcheck={false} />
        <div role="status">
          <Show when={path().trim()}>
            <Show when={reading()} fallback={<p class="amber small">{t('testNone')}</p>}>
              {(found) => <Reading reading={found()} title={grammars().find(({ id }) => id === found().grammar)?.title ?? found().grammar} />}
            </Show>
          </Show>
        </div>
      </div>
      <ol class="grammarList">
        <For each={grammars().map(({ id }) => id)}>
          {(id, index) => (
            <Show when={grammars().find((grammar) => grammar.id === id)}>
              {(grammar) => (
                <li classList={{ fits: reading()?.grammar === id }}>
                  <GrammarRow grammar={grammar()} first={index() === 0} complaint={complaint(grammar())} onChange={(change) => put(id, change)} onUp={() => moveUp(index())} onRemove={() => setDraft(grammars().filter((other) => other.id !== id))} />
                </li>
              )}
            </Show>
          )}
        </For>
      </ol>
      <p class="muted small">{t('groupsAbout')}</p>
      <div class="row wrap">
        <Button icon="plus" onClick={add}>
          {t('addGrammar')}
        </Button>
        <Button onClick={() => setDraft(builtInGrammars)}>{t('resetGrammars')}</Button>
        <span class="grow" />
        <Show when={draft()}>
          <Button onClick={() => setDraft(null)}>{t('discard')}</Button>
          <Button tone="accent" disabled={!sound()} onClick={save}>
            {t('saveGrammars')}
          </Button>
        </Show>
      </div>
    </Section>
  )
}

const Reading = (props: { readonly reading: NameReading; readonly title: string }): JSX.Element => (
  <dl class="facts2">
    <dt>{t('fitGrammar')}</dt>
    <dd class="green">{props.title}</dd>
    <dt>{t('recorder')}</dt>
    <dd>{props.reading.recorder ?? '–'}</dd>
    <dt>{t('officerNumber')}</dt>
    <dd>{props.reading.officer ?? '–'}</dd>
    <dt>{t('time')}</dt>
    <dd>{props.reading.ms === null ? '–' : formatTime(props.reading.ms)}</dd>
    <dt>{t('sequence')}</dt>
    <dd>{props.reading.sequence ?? '–'}</dd>
    <Show when={props.reading.channel}>
      {(channel) => (
        <>
          <dt>{t('channel')}</dt>
          <dd>{channel()}</dd>
        </>
      )}
    </Show>
  </dl>
)

interface GrammarRowProps {
  readonly grammar: GrammarSetting
  readonly first: boolean
  readonly complaint: string | null
  readonly onChange: (change: Partial<GrammarSetting>) => void
  readonly onUp: () => void
  readonly onRemove: () => void
}

const GrammarRow = (props: GrammarRowProps): JSX.Element => (
  <div class="grammar">
    <CheckField bare label={`${t('enabled')} ${props.grammar.title}`} checked={props.grammar.enabled} onChange={(enabled) => props.onChange({ enabled })} />
    <details class="grow">
      <summary class="row">
        <span class="grow clip" classList={{ muted: !props.grammar.enabled }}>
          {props.grammar.title}
        </span>
        <Show when={props.complaint}>
          <span class="red small clip">{props.complaint}</span>
        </Show>
      </summary>
      <div class="stack grammarBody">
        <Field label={t('grammarTitle')} value={props.grammar.title} maxLength={80} onInput={(event) => props.onChange({ title: event.currentTarget.value })} />
        <TextField label={t('pattern')} class="mono" rows={3} spellcheck={false} complaint={props.complaint} value={props.grammar.pattern} onInput={(event) => props.onChange({ pattern: event.currentTarget.value.replaceAll('\n', '') })} />
      </div>
    </details>
    <IconButton small icon="up" label={t('moveUp', props.grammar.title)} disabled={props.first} onClick={() => props.onUp()} />
    <IconButton small icon="close" label={t('remove', props.grammar.title)} onClick={() => props.onRemove()} />
  </div>
)
