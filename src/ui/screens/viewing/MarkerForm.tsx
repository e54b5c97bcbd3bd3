// Signs a marker on a moment or a range: of one kind, or the six elements of article 10 together.

import { createEffect, createSignal, For, on, Show, type JSX } from 'solid-js'
import { markerKinds, type MarkerKind } from '../../../core/viewing/viewing.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { Duration } from '../../parts/figures.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import type { Clock } from './createClock.ts'
import { markerKindText } from './markerKindText.ts'
import { viewingWords as t } from './viewingWords.ts'
import { wallText } from './wallText.ts'

/** A moment or a range that was pointed at and is not signed yet, on the shown clock. */
export interface Draft {
  readonly wallMs: number
  readonly toWallMs: number | null
}

interface MarkerFormProps {
  readonly viewing: Clock
  readonly draft: Draft
  readonly onDone: () => void
}

/** Article 10. */
const sixElements = ['place', 'time', 'scene', 'people', 'acts', 'traces'] as const satisfies readonly MarkerKind[]
const maxText = 500

export const MarkerForm = (props: MarkerFormProps): JSX.Element => {
  const [kind, setKind] = createSignal<MarkerKind | 'six'>('notice')
  const [text, setText] = createSignal('')
  const [six, setSix] = createSignal<Partial<Record<MarkerKind, string>>>({})
  let input: HTMLInputElement | undefined
  createEffect(on(() => props.draft, () => input?.focus()))
  const session = () => props.viewing.focused()?.lane.row().session
  const at = (ms: number, tenths = true): string => { const found = session(); return found ? wallText(found, ms - (props.viewing.focused()?.lane.offsetMs() ?? 0), tenths) : '' }
  /** The time is known already. */
  const elementText = (element: MarkerKind): string => six()[element] ?? (element === 'time' ? at(props.draft.wallMs, false) : '')
  const wanted = (): readonly { readonly kind: MarkerKind; readonly text: string }[] => {
    const one = kind()
    if (one !== 'six') return [{ kind: one, text: text().trim() }]
    return sixElements.map((element) => ({ kind: element, text: elementText(element).trim() })).filter((marker) => marker.text !== '')
  }
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault()
    const member = props.viewing.focused()
    const open = member?.opened()
    if (!member || !open || wanted().length === 0) return
    const { wallMs, toWallMs } = props.draft
    const offset = member.lane.offsetMs()
    for (const marker of wanted()) if (!(await act(open.addMarker({ wallMs: wallMs - offset, toWallMs: toWallMs === null ? null : toWallMs - offset, ...marker })))) return
    tell(t('markerSaved'), `${wanted().map((marker) => markerKindText(marker.kind)).join(' · ')} ${at(wallMs, false)}`)
    props.viewing.setRange({ fromMs: null, toMs: null })
    props.onDone()
  }
  return (
    <form class="markerForm stack" onSubmit={(event) => void submit(event)} onKeyDown={(event) => event.key === 'Escape' && props.onDone()}>
      <p class="small">
        <span class="muted">{t('markerAt')}</span> <span class="mono">{at(props.draft.wallMs)}</span>
        <Show when={props.draft.toWallMs !== null}>
          –<span class="mono">{at(props.draft.toWallMs ?? 0)}</span>{' '}
          <span class="muted">
            <Duration ms={(props.draft.toWallMs ?? 0) - props.draft.wallMs} tenths />
          </span>
        </Show>
      </p>
      <fieldset class="markerKinds">
        <legend class="unseen">{t('markerKind')}</legend>
        <For each={['six', ...markerKinds] as const}>
          {(one) => (
            <label class="chip" classList={{ accent: kind() === one }}>
              <input class="unseen" type="radio" name="kind" checked={kind() === one} onChange={() => setKind(one)} />
              {one === 'six' ? t('sixElements') : t(`marker.${one}`)}
            </label>
          )}
        </For>
      </fieldset>
      <Show
        when={kind() === 'six'}
        fallback={<Field label={t('markerText')} placeholder={t('markerTextHint')} maxlength={maxText} value={text()} onInput={(event) => setText(event.currentTarget.value)} ref={(element: HTMLInputElement) => (input = element)} />}
      >
        <p class="small muted">{t('sixAbout')}</p>
        <For each={sixElements}>
          {(element) => <Field label={t(`marker.${element}`)} placeholder={t(`six.${element}`)} maxlength={maxText} value={elementText(element)} onInput={(event) => setSix({ ...six(), [element]: event.currentTarget.value })} />}
        </For>
      </Show>
      <div class="row">
        <span class="grow" />
        <Button small onClick={() => props.onDone()}>
          {common('cancel')}
        </Button>
        <Button small type="submit" tone="accent" disabled={wanted().length === 0}>
          {kind() === 'six' ? t('markerSaveSix', wanted().length) : t('markerSave')}
        </Button>
      </div>
    </form>
  )
}
