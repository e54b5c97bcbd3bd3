// Types a time and goes there.

import { createSignal, type JSX } from 'solid-js'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field } from '../../parts/Field.tsx'
import type { Clock } from './createClock.ts'
import type { TimelineView } from './createTimelineView.ts'
import type { Lane } from './lane.ts'
import { momentOfDay, readClock } from './readClock.ts'
import { viewingWords as t } from './viewingWords.ts'
import { zoneAhead } from './wallText.ts'

export const GoToTime = (props: { readonly open: boolean; readonly onClose: () => void; readonly lane: Lane; readonly view: TimelineView; readonly viewing: Clock }): JSX.Element => {
  const [text, setText] = createSignal('')
  const [complaint, setComplaint] = createSignal<string | null>(null)
  const go = (event: Event): void => {
    event.preventDefault()
    const time = readClock(text())
    if (time === null) return void setComplaint(t('noSuchTime'))
    const { fromMs, toMs } = props.view.whole()
    const ms = momentOfDay(time, fromMs, toMs, zoneAhead(props.lane.row().session, fromMs))
    if (ms === null) return void setComplaint(t('outside'))
    props.viewing.seek(ms)
    props.onClose()
  }
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t('goToTime')}
      actions={
        <>
          <span class="grow" />
          <Button onClick={() => props.onClose()}>{common('cancel')}</Button>
          <Button type="submit" form="goToTime" tone="accent">
            {t('goTo')}
          </Button>
        </>
      }
    >
      <form id="goToTime" onSubmit={go}>
        <Field
          label={t('goToTimeAbout')}
          class="mono"
          autocomplete="off"
          value={text()}
          complaint={complaint()}
          onInput={(event) => {
            setText(event.currentTarget.value)
            setComplaint(null)
          }}
          autofocus
        />
      </form>
    </Dialog>
  )
}
