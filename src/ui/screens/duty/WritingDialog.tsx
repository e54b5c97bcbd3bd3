// The note that is being written about one session: why no notice was given, which activity it was, or whether it was work at all.

import { Match, Switch, type JSX } from 'solid-js'
import type { DutyRow } from '../../../core/policy/dutyBoard.ts'
import { ActivityDialog } from './ActivityDialog.tsx'
import { FlagDialog, NoticeDialog } from './NoteDialogs.tsx'

export type Writing = 'notice' | 'activity' | 'flag'

export const WritingDialog = (props: { readonly writing: Writing | null; readonly row: DutyRow; readonly onClose: () => void }): JSX.Element => (
  <Switch>
    <Match when={props.writing === 'notice'}>
      <NoticeDialog session={props.row.session} onClose={props.onClose} />
    </Match>
    <Match when={props.writing === 'activity'}>
      <ActivityDialog row={props.row} onClose={props.onClose} />
    </Match>
    <Match when={props.writing === 'flag'}>
      <FlagDialog row={props.row} onClose={props.onClose} />
    </Match>
  </Switch>
)
