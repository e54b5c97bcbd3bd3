// Redacting as a mode of the viewing screen: its address says so; the picture stays the verified player's.

import { useSearchParams } from '@solidjs/router'
import { Show, type JSX } from 'solid-js'
import type { OpenViewing, SessionRow } from '../../../app/app.ts'
import { Button } from '../../parts/Button.tsx'
import { createRight } from '../../state/createRight.ts'
import { useApp } from '../../state/appContext.ts'
import type { TimelineView } from '../viewing/createTimelineView.ts'
import type { ViewingScreen } from '../viewing/createViewing.ts'
import { BoxOverlay } from './BoxOverlay.tsx'
import { BoxTracks } from './BoxTracks.tsx'
import { createRedaction, type RedactionEditor } from './createRedaction.ts'
import { provideRedactionCommands } from './redactionCommands.ts'
import { RedactionPanel } from './RedactionPanel.tsx'
import { redactionWords as t } from './redactionWords.ts'
import './redaction.css'

/** What the parts of this mode share; they stand in different places of the screen. */
export interface RedactionMode {
  readonly editor: RedactionEditor
  readonly preview: () => boolean
  readonly turnPreview: () => void
  readonly leave: () => void
}

/** Whether the address asks for it. */
export const createIsRedacting = (): (() => boolean) => {
  const [query] = useSearchParams()
  return () => query['redact'] !== undefined
}

/** Lives as long as its owner: the draft is kept when it ends. */
export const createRedactionMode = (viewing: ViewingScreen, row: () => SessionRow): RedactionMode => {
  const [query, setQuery] = useSearchParams()
  const chosen = (): string | null => (typeof query['box'] === 'string' ? query['box'] : null)
  const editor = createRedaction(useApp(), viewing, row, chosen, (id) => setQuery({ box: id }, { replace: true }))
  const preview = (): boolean => query['outline'] === undefined
  const turnPreview = (): void => setQuery({ outline: preview() ? '1' : null }, { replace: true })
  provideRedactionCommands(editor, turnPreview)
  return { editor, preview, turnPreview, leave: () => setQuery({ redact: null, box: null, outline: null }) }
}

/** The way in, under the picture. */
export const RedactButton = (props: { readonly viewing: ViewingScreen }): JSX.Element => {
  const right = createRight('extractEvidence')
  const [query, setQuery] = useSearchParams()
  const isOn = (): boolean => query['redact'] !== undefined
  return (
    <Show when={right.may()}>
      <Button small icon="grid" aria-pressed={isOn()} disabled={props.viewing.phase().at !== 'watching'} onClick={() => setQuery(isOn() ? { redact: null, box: null, outline: null } : { redact: '1' })}>
        {t('redact')}
      </Button>
    </Show>
  )
}

/** `stage`: holds the player's <video>; the boxes lie over it, their tracks where this stands. */
export const RedactionOverPicture = (props: { readonly mode: RedactionMode; readonly viewing: ViewingScreen; readonly view: TimelineView; readonly stage: HTMLElement }): JSX.Element => (
  <>
    <BoxOverlay stage={props.stage} viewing={props.viewing} editor={props.mode.editor} preview={props.mode.preview()} />
    <BoxTracks editor={props.mode.editor} view={props.view} viewing={props.viewing} />
  </>
)

export const RedactionBeside = (props: { readonly mode: RedactionMode; readonly viewing: ViewingScreen; readonly row: SessionRow; readonly opened: OpenViewing }): JSX.Element => (
  <RedactionPanel row={props.row} viewing={props.viewing} opened={props.opened} editor={props.mode.editor} preview={props.mode.preview()} onPreview={props.mode.turnPreview} onClose={props.mode.leave} />
)
