// The keys of redacting as data: everything a hand can do with a box.

import type { BoxPlace } from '../../../core/redaction/redactions.ts'
import { provideCommands, type Command } from '../../state/commands.ts'
import type { RedactionEditor } from './createRedaction.ts'
import { redactionWords as t } from './redactionWords.ts'

/** Parts of the picture for one press. */
const STEP = 50

/** Offered while the calling component lives. */
export const provideRedactionCommands = (editor: RedactionEditor, onPreview: () => void): void => {
  const move = (change: Partial<BoxPlace>) => (): void => {
    const place = editor.placeHere()
    if (place) editor.place({ x: place.x + (change.x ?? 0), y: place.y + (change.y ?? 0), width: place.width + (change.width ?? 0), height: place.height + (change.height ?? 0) })
  }
  const hold = (): void => move({})()
  const remove = (): void => {
    const box = editor.chosen()
    if (box) editor.remove(box.id)
  }
  const list: readonly { readonly title: Parameters<typeof t>[0]; readonly keys: readonly string[]; readonly run: () => void; readonly free?: boolean; readonly quiet?: boolean }[] = [
    { title: 'newBox', keys: ['b'], run: () => editor.addBox({ x: 4000, y: 3500, width: 2000, height: 2500 }), free: true },
    { title: 'preview', keys: ['v'], run: onPreview, free: true },
    { title: 'undo', keys: ['Ctrl+Z'], run: editor.undo, free: true },
    { title: 'redo', keys: ['Ctrl+Y', 'Ctrl+Shift+Z'], run: editor.redo, free: true },
    { title: 'beginHere', keys: ['w'], run: editor.begin },
    { title: 'endHere', keys: ['e'], run: editor.end },
    { title: 'split', keys: ['c'], run: editor.split },
    { title: 'keyHere', keys: ['q'], run: hold },
    { title: 'unkey', keys: ['Backspace'], run: editor.unkey },
    { title: 'removeBox', keys: ['Delete'], run: remove },
    { title: 'keyBefore', keys: ['ArrowUp'], run: () => editor.toKey(-1), quiet: true },
    { title: 'keyAfter', keys: ['ArrowDown'], run: () => editor.toKey(1), quiet: true },
    { title: 'boxLeft', keys: ['Ctrl+ArrowLeft'], run: move({ x: -STEP }), quiet: true },
    { title: 'boxRight', keys: ['Ctrl+ArrowRight'], run: move({ x: STEP }), quiet: true },
    { title: 'boxUp', keys: ['Ctrl+ArrowUp'], run: move({ y: -STEP }), quiet: true },
    { title: 'boxDown', keys: ['Ctrl+ArrowDown'], run: move({ y: STEP }), quiet: true },
    { title: 'boxNarrower', keys: ['Ctrl+Shift+ArrowLeft'], run: move({ x: STEP, width: -2 * STEP }), quiet: true },
    { title: 'boxWider', keys: ['Ctrl+Shift+ArrowRight'], run: move({ x: -STEP, width: 2 * STEP }), quiet: true },
    { title: 'boxTaller', keys: ['Ctrl+Shift+ArrowUp'], run: move({ y: -STEP, height: 2 * STEP }), quiet: true },
    { title: 'boxShorter', keys: ['Ctrl+Shift+ArrowDown'], run: move({ y: STEP, height: -2 * STEP }), quiet: true },
  ]
  provideCommands(list.map(({ title, keys, run, free, quiet }): Command => ({ id: `redact.${title}`, group: 'do', title: () => (t as (key: typeof title) => string)(title), keys, run, when: () => free === true || editor.chosen() !== null, ...(quiet ? { quiet } : {}) })))
}
