// A still of a Recording at a fixed size; a sign of its kind where there is no picture.

import { Show, type JSX } from 'solid-js'
import type { MediaKind } from '../../core/catalog/recording.ts'
import type { RecordingId } from '../../core/ids.ts'
import { createPoster } from '../state/createPoster.ts'
import { Icon } from './Icon.tsx'

export const Poster = (props: { readonly id: RecordingId | undefined; readonly kind: MediaKind | undefined; readonly class?: string }): JSX.Element => {
  const address = createPoster(() => props.id)
  return (
    <span class={`poster ${props.class ?? ''}`}>
      <Show when={address()} fallback={<Show when={address() === null}><Icon name={props.kind ?? 'video'} class="muted" /></Show>}>
        {(url) => <img src={url()} alt="" draggable={false} />}
      </Show>
    </span>
  )
}
