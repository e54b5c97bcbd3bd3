// The player's keys as data: palette, shortcuts and the list of keys read them.

import type { SessionRow } from '../../../app/app.ts'
import { provideCommands, type Command } from '../../state/commands.ts'
import type { ViewingScreen } from './createViewing.ts'
import { viewingWords as t } from './viewingWords.ts'

interface Acts {
  readonly markHere: () => void
  readonly toggleFull: () => void
}

/** Offered while the calling component lives, once the picture is there. */
export const provideViewingCommands = (viewing: ViewingScreen, row: () => SessionRow, acts: Acts): void => {
  const { state } = viewing
  const when = (): boolean => viewing.phase().at === 'watching'
  const jump = (ms: number) => (): void => viewing.seek(state().wallMs + ms)
  const step = (frames: number) => (): void => viewing.withPlayer(({ player }) => player.step(frames))
  const playFaster = (): void => (state().playing ? viewing.setSpeed(1) : viewing.togglePlay())
  const moment = (pick: (parts: SessionRow['session']['parts']) => number | undefined) => (): void => {
    const ms = pick(row().session.parts)
    if (ms !== undefined) viewing.seek(ms)
  }
  const list: readonly (Omit<Command, 'group' | 'when' | 'title'> & { readonly title: Parameters<typeof t>[0] })[] = [
    { id: 'playPause', title: 'playPause', keys: ['Space'], run: viewing.togglePlay },
    { id: 'back5', title: 'back5', keys: ['j'], run: jump(-5000) },
    { id: 'stop', title: 'stopPlaying', keys: ['k'], run: () => viewing.withPlayer(({ player }) => player.pause()) },
    { id: 'playFaster', title: 'playFaster', keys: ['l'], run: playFaster },
    { id: 'frameBack', title: 'frameBack', keys: ['ArrowLeft'], run: step(-1), quiet: true },
    { id: 'frameOn', title: 'frameOn', keys: ['ArrowRight'], run: step(1), quiet: true },
    { id: 'back1', title: 'back1', keys: ['Shift+ArrowLeft'], run: jump(-1000), quiet: true },
    { id: 'on1', title: 'on1', keys: ['Shift+ArrowRight'], run: jump(1000), quiet: true },
    { id: 'toBegin', title: 'toBegin', keys: ['Home'], run: moment((parts) => parts[0]?.startMs) },
    { id: 'toEnd', title: 'toEnd', keys: ['End'], run: moment((parts) => (parts.at(-1)?.endMs ?? 0) - 100) },
    { id: 'slower', title: 'slower', keys: [','], run: () => viewing.setSpeed(-1) },
    { id: 'faster', title: 'faster', keys: ['.'], run: () => viewing.setSpeed(1) },
    { id: 'rangeIn', title: 'rangeIn', keys: ['i'], run: () => viewing.setRange({ ...viewing.range(), fromMs: state().wallMs }) },
    { id: 'rangeOut', title: 'rangeOut', keys: ['o'], run: () => viewing.setRange({ ...viewing.range(), toMs: state().wallMs }) },
    { id: 'markHere', title: 'addMarker', keys: ['m'], run: acts.markHere },
    { id: 'mute', title: 'mute', keys: ['Shift+m'], run: () => viewing.setMuted(!viewing.muted()) },
    { id: 'fullScreen', title: 'fullScreen', keys: ['f'], run: acts.toggleFull },
    { id: 'resume', title: 'resume', keys: [], run: viewing.resume },
  ]
  provideCommands(
    list.map((command): Command => ({ ...command, group: 'view', title: () => (t as (key: typeof command.title) => string)(command.title), when: command.id === 'resume' ? () => viewing.interrupted() !== null : when })),
  )
}
