// The files of a drive as a virtual list: path, size, time, and fingerprint or the full sentence of what went wrong.

import { Show, type JSX } from 'solid-js'
import type { Copy } from '../../../core/catalog/recording.ts'
import { Size, TimeText } from '../../parts/figures.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { VirtualList } from '../../parts/VirtualList.tsx'
import { messageOf } from '../../messages.ts'
import { createMedia } from '../../state/createMedia.ts'

const lineHeight = 32
const narrowExtra = 24
const sentenceHeight = 18

/** Rows are not measured: lines are counted from the text's width, a Han character as two letters. */
const linesOf = (text: string, perLine: number): number => Math.ceil([...text].reduce((sum, sign) => sum + (sign > '\u2e80' ? 2 : 1), 0) / perLine)

export const FileTable = (props: { readonly label: string; readonly copies: readonly Copy[]; readonly none: string }): JSX.Element => {
  const narrow = createMedia('(max-width: 640px)')
  const told = (copy: Copy): boolean => copy.error !== null && copy.state === 'failed'
  const heightOf = (copy: Copy): number => {
    const plain = lineHeight + (narrow() ? narrowExtra : 0)
    if (!told(copy) || !copy.error) return plain
    const { title, kept, next } = messageOf(copy.error)
    const perLine = narrow() ? 46 : 100
    return plain + 10 + sentenceHeight * (linesOf(title, perLine) + linesOf(`${kept} ${next}`, perLine))
  }
  return (
    <Show when={props.copies.length > 0} fallback={<p class="muted noFiles">{props.none}</p>}>
      <VirtualList label={props.label} rows={props.copies} keyOf={({ path }) => path} rowHeight={heightOf}>
        {(copy) => (
          <div class="file" role="listitem">
            <span class="path clip" title={copy().path}>
              {copy().path}
            </span>
            <span class="number muted">
              <Size bytes={copy().size} />
            </span>
            <span class="muted fileTime">
              <TimeText ms={copy().mtime} />
            </span>
            <span class="fileHash">
              <Show when={copy().recordingId}>{(id) => <Hash plain value={id()} />}</Show>
            </span>
            <Show when={told(copy()) && copy().error}>{(error) => <FileProblem error={error()} />}</Show>
          </div>
        )}
      </VirtualList>
    </Show>
  )
}

const FileProblem = (props: { readonly error: NonNullable<Copy['error']> }): JSX.Element => {
  const message = (): ReturnType<typeof messageOf> => messageOf(props.error)
  return (
    <div class="fileProblem small">
      <p class="red">{message().title}</p>
      <p class="muted">
        {message().kept} {message().next}
      </p>
    </div>
  )
}
