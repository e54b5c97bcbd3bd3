// Beside the picture while redacting: what to do next, the chosen box, the list of all, and the making of the piece.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { OpenViewing, SessionRow } from '../../../app/app.ts'
import { boxStyles, boxSubjects, type CoveredBox, type MutedSound } from '../../../core/redaction/redactions.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Duration } from '../../parts/figures.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Select } from '../../parts/Field.tsx'
import { createRight } from '../../state/createRight.ts'
import type { ViewingScreen } from '../viewing/createViewing.ts'
import { wallText } from '../viewing/wallText.ts'
import type { RedactionEditor } from './createRedaction.ts'
import { FaceProposals } from './FaceProposals.tsx'
import { MakeRedacted } from './MakeRedacted.tsx'
import { redactionWords as t } from './redactionWords.ts'

interface RedactionPanelProps {
  readonly row: SessionRow
  readonly viewing: ViewingScreen
  readonly opened: OpenViewing
  readonly editor: RedactionEditor
  readonly preview: boolean
  readonly onPreview: () => void
  readonly onClose: () => void
}

export const RedactionPanel = (props: RedactionPanelProps): JSX.Element => {
  const right = createRight('extractEvidence')
  const [making, setMaking] = createSignal(false)
  const isEmpty = (): boolean => props.editor.list().boxes.length + props.editor.list().sounds.length === 0
  const hasRange = (): boolean => props.viewing.range().fromMs !== null && props.viewing.range().toMs !== null
  const clock = (row: CoveredBox | MutedSound, ms: number): string => wallText(props.row.session, props.editor.wallOf(row.recordingId, ms), true)
  return (
    <div class="redaction">
      <section class="sideBlock stack">
        <div class="row">
          <h2 class="grow">{t('title')}</h2>
          <IconButton icon="close" label={t('leave')} onClick={() => props.onClose()} />
        </div>
        <p class="note small row top">
          <Icon name="shield" class="green" />
          <span>{t('copyOnly')}</span>
        </p>
        <Show when={!right.may()}>
          <p class="note amber small">{t('mayNot', right.needed())}</p>
        </Show>
        <div class="row wrap">
          <Button small icon="plus" title="B" onClick={() => props.editor.addBox({ x: 4000, y: 3500, width: 2000, height: 2500 })}>
            {t('newBox')}
          </Button>
          <IconButton small icon="back" label={`${t('undo')} (Ctrl Z)`} disabled={!props.editor.canUndo()} onClick={() => props.editor.undo()} />
          <IconButton small icon="chevron" label={`${t('redo')} (Ctrl Y)`} disabled={!props.editor.canRedo()} onClick={() => props.editor.redo()} />
          <span class="grow" />
          <Button small aria-pressed={props.preview} onClick={() => props.onPreview()} title="V">
            {t('preview')}
          </Button>
        </div>
        <p class="small muted">{props.preview ? t('previewAbout') : t('drawAbout')}</p>
      </section>
      <Show when={props.editor.chosen()}>{(box) => <ChosenBox box={box()} editor={props.editor} clock={clock} />}</Show>
      <section class="sideBlock stack">
        <h3>{t('boxes', props.editor.list().boxes.length)}</h3>
        <Show when={props.editor.list().boxes.length > 0} fallback={<p class="small muted">{t('noBoxes')}</p>}>
          <ul class="redactionList">
            <For each={props.editor.list().boxes}>
              {(box) => (
                <li classList={{ chosen: box.id === props.editor.chosen()?.id }}>
                  <button
                    type="button"
                    class="redactionRow"
                    onClick={() => {
                      props.editor.choose(box.id)
                      props.viewing.seek(props.editor.wallOf(box.recordingId, box.fromMs))
                    }}
                  >
                    <i class={`swatch ${box.style}`} />
                    <span>
                      {t(`subject.${box.subject}`)} <span class="muted">{t(`style.${box.style}`)}</span>
                      <Show when={box.origin === 'proposed'}> <span class="chip">{t('proposed')}</span></Show>
                    </span>
                    <span class="mono small muted">
                      {clock(box, box.fromMs)}–{clock(box, box.toMs)}
                    </span>
                  </button>
                  <IconButton small icon="close" label={t('removeBox')} onClick={() => props.editor.remove(box.id)} />
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
      <section class="sideBlock stack">
        <h3>{t('sounds', props.editor.list().sounds.length)}</h3>
        <ul class="redactionList">
          <For each={props.editor.list().sounds}>
            {(sound) => (
              <li>
                <button type="button" class="redactionRow" onClick={() => props.viewing.seek(props.editor.wallOf(sound.recordingId, sound.fromMs))}>
                  <i class={`swatch ${sound.style}`} />
                  <span>
                    {t(`sound.${sound.style}`)} <Duration ms={sound.toMs - sound.fromMs} tenths />
                  </span>
                  <span class="mono small muted">
                    {clock(sound, sound.fromMs)}–{clock(sound, sound.toMs)}
                  </span>
                </button>
                <IconButton small icon="close" label={t('removeSound')} onClick={() => props.editor.remove(sound.id)} />
              </li>
            )}
          </For>
        </ul>
        <div class="row wrap">
          <Button small icon="soundOff" disabled={!hasRange()} onClick={() => props.editor.mute('mute')}>
            {t('muteRange')}
          </Button>
          <Button small icon="sound" disabled={!hasRange()} onClick={() => props.editor.mute('tone')}>
            {t('toneRange')}
          </Button>
        </div>
        <p class="small muted">{hasRange() ? t('soundNow') : t('soundHow')}</p>
      </section>
      <FaceProposals row={props.row} viewing={props.viewing} opened={props.opened} editor={props.editor} />
      <section class="sideBlock stack redactionMake">
        <Button tone="accent" icon="export" disabled={isEmpty() || !right.may()} onClick={() => setMaking(true)}>
          {t('make')}
        </Button>
        <p class="small muted">{hasRange() ? t('makeRange') : t('makeWhole')}</p>
      </section>
      <Show when={making()}>
        <MakeRedacted row={props.row} viewing={props.viewing} opened={props.opened} editor={props.editor} onClose={() => setMaking(false)} />
      </Show>
    </div>
  )
}

const ChosenBox = (props: { readonly box: CoveredBox; readonly editor: RedactionEditor; readonly clock: (box: CoveredBox, ms: number) => string }): JSX.Element => {
  const isKey = (): boolean => props.box.keys.some(({ atMs }) => atMs === props.editor.shown()?.atMs)
  return (
    <section class="sideBlock stack chosenBox" aria-label={t('chosen')}>
      <div class="row">
        <Select bare label={t('subject')} value={props.box.subject} choices={boxSubjects.map((value) => ({ value, label: t(`subject.${value}`) }))} onChoose={(subject) => props.editor.edit((box) => ({ ...box, subject }))} />
        <Select bare label={t('style')} value={props.box.style} choices={boxStyles.map((value) => ({ value, label: t(`style.${value}`) }))} onChoose={(style) => props.editor.edit((box) => ({ ...box, style }))} />
      </div>
      <p class="mono small">
        {props.clock(props.box, props.box.fromMs)}–{props.clock(props.box, props.box.toMs)}
      </p>
      <p class="row small">
        <span class="muted grow">{t('keys', props.box.keys.length)}</span>
        <IconButton small icon="back" label={`${t('keyBefore')} (↑)`} onClick={() => props.editor.toKey(-1)} />
        <IconButton small icon="chevron" label={`${t('keyAfter')} (↓)`} onClick={() => props.editor.toKey(1)} />
      </p>
      <div class="row wrap">
        <Button small icon="rangeIn" title="W" onClick={() => props.editor.begin()}>
          {t('beginHere')}
        </Button>
        <Button small icon="rangeOut" title="E" onClick={() => props.editor.end()}>
          {t('endHere')}
        </Button>
        <Button small title="C" onClick={() => props.editor.split()}>
          {t('split')}
        </Button>
        <Show
          when={isKey()}
          fallback={
            <Button small title="Q" onClick={() => { const place = props.editor.placeHere(); if (place) props.editor.place(place) }}>
              {t('keyHere')}
            </Button>
          }
        >
          <Button small disabled={props.box.keys.length < 2} onClick={() => props.editor.unkey()}>
            {t('unkey')}
          </Button>
        </Show>
        <Show when={props.editor.carry()}>
          {(carry) => (
            <Button small onClick={() => carry()()}>
              {t('carry')}
            </Button>
          )}
        </Show>
        <Button small tone="danger" title="Delete" onClick={() => props.editor.remove(props.box.id)}>
          {t('removeBox')}
        </Button>
      </div>
    </section>
  )
}
