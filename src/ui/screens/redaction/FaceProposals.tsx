// Faces found on this device, proposed as boxes: each is taken or dropped by a person.

import { createSignal, For, onCleanup, Show, type JSX } from 'solid-js'
import type { OpenViewing, SessionRow } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Progress } from '../../parts/Progress.tsx'
import { tellProblem } from '../../parts/Toast.tsx'
import type { ViewingScreen } from '../viewing/createViewing.ts'
import { wallText } from '../viewing/wallText.ts'
import type { RedactionEditor } from './createRedaction.ts'
import { redactionWords as t } from './redactionWords.ts'

interface FaceProposalsProps {
  readonly row: SessionRow
  readonly viewing: ViewingScreen
  readonly opened: OpenViewing
  readonly editor: RedactionEditor
}

export const FaceProposals = (props: FaceProposalsProps): JSX.Element => {
  const [progress, setProgress] = createSignal<{ readonly secondsDone: number; readonly secondsTotal: number } | null>(null)
  const [looked, setLooked] = createSignal(false)
  let abort = new AbortController()
  onCleanup(() => abort.abort())
  const find = async (): Promise<void> => {
    abort = new AbortController()
    props.viewing.pause()
    setProgress({ secondsDone: 0, secondsTotal: 0 })
    const found = await props.opened.findFaces(props.editor.cuts(), { signal: abort.signal, onProgress: setProgress })
    setProgress(null)
    if (!found.ok) return tellProblem(found.error)
    setLooked(true)
    props.editor.propose(found.value)
  }
  const proposals = (): ReturnType<RedactionEditor['proposals']> => props.editor.proposals()
  const clock = (box: { readonly recordingId: string }, ms: number): string => wallText(props.row.session, props.editor.wallOf(box.recordingId, ms), true)
  return (
    <section class="sideBlock stack">
      <h3>{t('faces')}</h3>
      <p class="small muted">{t('facesAbout')}</p>
      <Show
        when={progress()}
        fallback={
          <p>
            <Button small icon="search" disabled={props.editor.cuts().length === 0} onClick={find}>
              {t('findFaces')}
            </Button>
          </p>
        }
      >
        {(now) => (
          <div class="row" role="status">
            <div class="grow">
              <Progress label={t('finding')} done={now().secondsDone} total={now().secondsTotal} />
            </div>
            <Button small tone="quiet" onClick={() => abort.abort()}>
              {common('cancel')}
            </Button>
          </div>
        )}
      </Show>
      <Show when={looked() && !progress()}>
        <Show when={proposals().length > 0} fallback={<p class="small muted">{t('foundNone')}</p>}>
          <div class="row wrap">
            <span class="small grow">{t('found', proposals().length)}</span>
            <Button small icon="check" onClick={() => props.editor.take(proposals())}>
              {t('acceptAll', proposals().length)}
            </Button>
            <Button small tone="quiet" onClick={() => props.editor.propose([])}>
              {t('dismissAll')}
            </Button>
          </div>
          <ul class="redactionList">
            <For each={proposals()}>
              {(box) => (
                <li>
                  <button type="button" class="redactionRow" onClick={() => props.viewing.seek(props.editor.wallOf(box.recordingId, box.keys[0]?.atMs ?? box.fromMs))}>
                    <i class="swatch blur" />
                    <span class="mono small">
                      {clock(box, box.fromMs)}–{clock(box, box.toMs)}
                    </span>
                    <span class="small muted">{t('keys', box.keys.length)}</span>
                  </button>
                  <IconButton small icon="check" label={t('accept')} onClick={() => props.editor.take([box])} />
                  <IconButton small icon="close" label={t('dismiss')} onClick={() => props.editor.propose(proposals().filter((other) => other !== box))} />
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
    </section>
  )
}
