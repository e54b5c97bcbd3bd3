// Photos of a Session: thumbnails, each opened as a Viewing of its own after its whole file was checked.

import { createSignal, For, onCleanup, Show, type JSX } from 'solid-js'
import type { OpenWhole, SessionRow } from '../../../app/app.ts'
import type { Recording } from '../../../core/catalog/recording.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import { common } from '../../i18n/common.ts'
import { Dialog } from '../../parts/Dialog.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { Poster } from '../../parts/Poster.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { useApp } from '../../state/appContext.ts'
import type { ViewingScreen } from './createViewing.ts'
import type { OpenIdentity } from './Viewing.tsx'
import { viewingWords as t } from './viewingWords.ts'
import { Watermark } from './Watermark.tsx'

export const Photos = (props: { readonly row: SessionRow; readonly viewing: ViewingScreen; readonly me: OpenIdentity }): JSX.Element => {
  const app = useApp()
  const whole = (): readonly Recording[] => props.row.recordings.filter(({ kind, playMode }) => kind === 'photo' && playMode !== 'none')
  const [shown, setShown] = createSignal<{ readonly recording: Recording; readonly open: OpenWhole | null; readonly error: FieldreelError | null } | null>(null)
  const show = async (recording: Recording): Promise<void> => {
    setShown({ recording, open: null, error: null })
    const request = { sessionId: props.row.session.id, atMs: null, ...props.viewing.request() }
    const answer = await app.openWhole(request, recording.id, (error) => void (shown()?.recording.id === recording.id && setShown({ recording, open: null, error })))
    if (answer.ok) props.viewing.joined(answer.value.viewing)
    if (shown()?.recording.id !== recording.id) return void (answer.ok && answer.value.close())
    setShown({ recording, open: answer.ok ? answer.value : null, error: answer.ok ? null : answer.error })
  }
  const close = (): void => {
    void shown()?.open?.close()
    setShown(null)
  }
  onCleanup(close)
  return (
    <Show when={whole().length > 0}>
      <section class="sideBlock stack">
        <h2>{t('photos')}</h2>
        <ul class="photoGrid">
          <For each={whole()}>
            {(recording) => (
              <li>
                <button type="button" class="photoButton" onClick={() => void show(recording)} aria-label={t('openWhole', common(`kind.${recording.kind}`))}>
                  <Poster id={recording.id} kind={recording.kind} />
                  <span class="small">
                    <TimeText ms={recording.startMs} show="clock" />
                  </span>
                </button>
              </li>
            )}
          </For>
        </ul>
        <Dialog open={shown() !== null} onClose={close} wide title={common(`kind.${shown()?.recording.kind ?? 'photo'}`)} about={shown()?.open ? [t('wholeChecked'), shown()?.open?.decoded && t('photoDecoded')].filter(Boolean).join(t('semicolon')) : undefined}>
          <Show when={shown()?.error}>{(error) => <Problem error={error()} />}</Show>
          <Show when={shown()?.open} fallback={<Show when={!shown()?.error}><p role="status">{t('wholeOpening')}</p></Show>}>
            {(open) => <Whole open={open()} me={props.me} />}
          </Show>
        </Dialog>
      </section>
    </Show>
  )
}

const Whole = (props: { readonly open: OpenWhole; readonly me: OpenIdentity }): JSX.Element => {
  const url = URL.createObjectURL(new Blob([props.open.bytes], { type: props.open.type }))
  onCleanup(() => URL.revokeObjectURL(url))
  const [cell, setCell] = createSignal<HTMLElement>()
  return (
    <div class="whole" ref={setCell}>
      <img src={url} alt={common('kind.photo')} />
      <Show when={cell()}>{(place) => <Watermark me={props.me} cell={place()} viewing={props.open.viewing} approval={props.open.approval} onLost={(what) => void props.open.loseWatermark(what)} />}</Show>
    </div>
  )
}
