// What was covered and muted in a redacted piece, read from the list that was signed with it.

import { For, Show, type JSX } from 'solid-js'
import { durationText } from '../../../core/pieces/durationText.ts'
import { describeRedactions } from '../../../core/redaction/describeRedactions.ts'
import { readRedactions } from '../../../core/redaction/redactionFile.ts'
import type { Redactions } from '../../../core/redaction/redactions.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { Duration } from '../../parts/figures.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { redactionWords as t } from './redactionWords.ts'

/** `hash`: of the list, as the piece's Deed names it. */
export const RedactionNote = (props: { readonly hash: string }): JSX.Element => {
  const book = createLive(() => useApp().deeds)
  const list = (): Redactions | null => {
    const bytes = book()?.attachment(props.hash)
    return bytes ? readRedactions(bytes) : null
  }
  return (
    <div class="small stack tight">
      <Show when={list()} fallback={<p class="muted">{t('noteAway')}</p>}>
        {(redactions) => (
          <>
            <p>
              <For each={describeRedactions(redactions()).boxes}>
                {(row) => (
                  <span class="chip">
                    {t(`subject.${row.subject}`)} · {t(`style.${row.style}`)} × {row.count}
                    <Show when={row.proposed > 0}> {t('ofProposed', row.proposed)}</Show>
                  </span>
                )}
              </For>{' '}
              <For each={describeRedactions(redactions()).sounds}>
                {(row) => (
                  <span class="chip">
                    {t(`sound.${row.style}`)} × {row.count} <Duration ms={row.ms} tenths />
                  </span>
                )}
              </For>
            </p>
            <details>
              <summary>{t('noteList')}</summary>
              <ul>
                <For each={redactions().boxes}>
                  {(box) => (
                    <li>
                      {t(`subject.${box.subject}`)} · {t(`style.${box.style}`)} <span class="figure">{durationText(box.fromMs)}–{durationText(box.toMs)}</span> <span class="muted">{t('keys', box.keys.length)}</span>
                    </li>
                  )}
                </For>
                <For each={redactions().sounds}>
                  {(sound) => (
                    <li>
                      {t(`sound.${sound.style}`)} <span class="figure">{durationText(sound.fromMs)}–{durationText(sound.toMs)}</span>
                    </li>
                  )}
                </For>
              </ul>
              <p class="muted">
                {t('noteHash')} <Hash value={props.hash} />
              </p>
            </details>
          </>
        )}
      </Show>
    </div>
  )
}
