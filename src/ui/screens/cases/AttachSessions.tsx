// Attaches one or several sessions of the archive to a case; which of those found, is ticked here.

import { createSignal, For, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import type { CasePick } from '../../../core/cases/picksOfRange.ts'
import { common } from '../../i18n/common.ts'
import { formatClock, formatDuration } from '../../i18n/formats.ts'
import { CheckField } from '../../parts/Field.tsx'
import { AttachToCase } from './AttachToCase.tsx'
import { caseWords as t } from './caseWords.ts'

interface AttachSessionsProps {
  readonly rows: readonly SessionRow[]
  /** Ticked at first. */
  readonly chosen: readonly string[]
  readonly onClose: () => void
}

const labelOf = ({ session }: SessionRow): string => `${session.day === 'unset' ? common('clockNotSet') : `${session.day} ${formatClock(session.startMs)}`} · ${session.recorder ?? common('unknownRecorder')} · ${formatDuration(session.footageMs)}`

export const AttachSessions = (props: AttachSessionsProps): JSX.Element => {
  const [ticked, setTicked] = createSignal<ReadonlySet<string>>(new Set(props.chosen))
  const tick = (id: string, on: boolean): void => void setTicked((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))
  const picks = (): readonly CasePick[] => props.rows.filter(({ session }) => ticked().has(session.id)).map(({ session, recordings }) => ({ session: session.id, recordings: recordings.map(({ id }) => id), range: null }))
  return (
    <AttachToCase picks={picks()} onClose={props.onClose}>
      <Show when={props.rows.length > 1} fallback={<For each={props.rows}>{(row) => <p class="note">{labelOf(row)} · {t('count', row.recordings.length)}</p>}</For>}>
        <fieldset class="casePicks">
          <legend class="row">
            <span class="muted small">{t('which')}</span>
            <CheckField label={t('all')} checked={ticked().size === props.rows.length} onChange={(on) => setTicked(new Set(on ? props.rows.map(({ session }) => session.id as string) : []))} />
            <span class="muted small">{picks().length === 0 ? t('nothingChosen') : t('attachCount', picks().length)}</span>
          </legend>
          <div class="scroll casePickList">
            <For each={props.rows}>
              {(row) => <CheckField label={labelOf(row)} checked={ticked().has(row.session.id)} onChange={(on) => tick(row.session.id, on)} />}
            </For>
          </div>
        </fieldset>
      </Show>
    </AttachToCase>
  )
}
