// The command palette and the list of keys, both read from the one list of commands.

import { Content, Overlay, Portal, Root, Title } from '@kobalte/core/dialog'
import { createEffect, createMemo, createSignal, For, on, Show, type JSX } from 'solid-js'
import { shellWords as t } from '../i18n/shellWords.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Key } from '../parts/Key.tsx'
import { commands, type Command } from '../state/commands.ts'

const groups = ['go', 'do', 'view'] as const

interface PaletteProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onSearch: (text: string) => void
}

export const Palette = (props: PaletteProps): JSX.Element => {
  const [text, setText] = createSignal('')
  const [at, setAt] = createSignal(0)
  const found = createMemo((): readonly Command[] => {
    const words = text().toLowerCase().split(/\s+/).filter(Boolean)
    const fitting = commands().filter((command) => !command.quiet && words.every((word) => `${command.title()} ${command.id}`.toLowerCase().includes(word)))
    return groups.flatMap((group) => fitting.filter((command) => command.group === group))
  })
  createEffect(on(() => props.open, (open) => open && (setText(''), setAt(0))))
  const searches = (): boolean => text().trim() !== ''
  const count = (): number => found().length + (searches() ? 1 : 0)
  const run = (index: number): void => {
    const command = found()[index]
    if (!command && !searches()) return
    props.onClose()
    // After the dialog has given focus back, so that what the command opens may take it.
    setTimeout(() => (command ? command.run() : props.onSearch(text().trim())))
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    if (event.key === 'ArrowDown') setAt((index) => Math.min(count() - 1, index + 1))
    else if (event.key === 'ArrowUp') setAt((index) => Math.max(0, index - 1))
    else if (event.key === 'Enter') run(at())
    else return
    event.preventDefault()
  }
  return (
    <Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Portal>
        <Overlay class="overlay" />
        <Content class="dialog palette">
          <Title class="unseen">{t('paletteTitle')}</Title>
          <input
            class="paletteInput"
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant={`palette-${at()}`}
            aria-label={t('paletteHint')}
            placeholder={t('paletteHint')}
            value={text()}
            onInput={(event) => {
              setText(event.currentTarget.value)
              setAt(0)
            }}
            onKeyDown={onKey}
            autofocus
          />
          <div class="paletteList scroll" role="listbox" id="palette-list" aria-label={t('paletteTitle')}>
            <For each={found()}>
              {(command, index) => (
                <>
                  <Show when={found()[index() - 1]?.group !== command.group}>
                    <div class="paletteGroup" role="presentation">
                      {t(`group.${command.group}`)}
                    </div>
                  </Show>
                  <button type="button" class="paletteRow" role="option" tabindex="-1" id={`palette-${index()}`} aria-selected={at() === index()} onClick={() => run(index())} onPointerMove={() => setAt(index())}>
                    <span class="grow clip">{command.title()}</span>
                    <Show when={command.keys[0]}>{(key) => <Key of={key()} />}</Show>
                  </button>
                </>
              )}
            </For>
            <Show when={searches()}>
              <button type="button" class="paletteRow" role="option" tabindex="-1" id={`palette-${found().length}`} aria-selected={at() === found().length} onClick={() => run(found().length)} onPointerMove={() => setAt(found().length)}>
                <span class="grow clip">{t('searchFor', text().trim())}</span>
                <Key of="Enter" />
              </button>
            </Show>
          </div>
        </Content>
      </Portal>
    </Root>
  )
}

export const KeyTable = (): JSX.Element => (
  <div class="keyTable">
    <For each={commands().filter(({ keys }) => keys.length > 0)}>
      {(command) => (
        <>
          <span>{command.title()}</span>
          <span class="row">
            <For each={command.keys}>{(key) => <Key of={key} />}</For>
          </span>
        </>
      )}
    </For>
  </div>
)

export const KeyList = (props: { readonly open: boolean; readonly onClose: () => void }): JSX.Element => (
  <Dialog open={props.open} onClose={props.onClose} title={t('keyList')} about={t('keyListAbout')}>
    <KeyTable />
  </Dialog>
)
