// Measures how far a recorder's clock is off, in one of three ways, and signs the reading (article 5).

import { createSignal, Match, Show, Switch, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import type { Recording } from '../../../core/catalog/recording.ts'
import type { ReadingMethod } from '../../../core/deeds/dutyDeeds.ts'
import { serialKey } from '../../../core/policy/recorderClock.ts'
import type { RecorderRow } from '../../../core/policy/recorders.ts'
import { formatClock, formatDay, formatDuration, formatOffset, formatTime } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { CheckField, Field, Select } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { dutyWords as t } from './dutyWords.ts'
import { readMoment, readPosition } from './timeInput.ts'
import { ScreenClock } from './ScreenClock.tsx'
import { SignDialog } from '../../parts/SignDialog.tsx'

/** A track's satellite time is offered where it is found, see viewing/SatelliteClock. */
type AskedMethod = Exclude<ReadingMethod, 'gps'>
const methods: readonly AskedMethod[] = ['typed', 'newestFile', 'filmed']

/** Seconds: people's reaction and whole seconds; the file name's second; how long somebody takes to write a time down. */
const usual: Readonly<Record<AskedMethod, string>> = { typed: '2', filmed: '2', newestFile: '30' }
const dayMs = 86_400_000
/** The newest files of one recorder are enough to choose from. */
const mostFiles = 30

export const MeasureDialog = (props: { readonly row: RecorderRow; readonly onClose: () => void; readonly onSigned?: (id: string) => void }): JSX.Element => {
  const app = useApp()
  const sessions = createLive(() => app.search({ text: '', recorder: null, officer: null, from: null, to: null, drive: null, kind: null, tag: null, state: null }), [])
  const [method, setMethod] = createSignal<AskedMethod>('typed')
  const [day, setDay] = createSignal(formatDay(Date.now()))
  const [clock, setClock] = createSignal('')
  const [taken, setTaken] = createSignal<number | null>(null)
  const [file, setFile] = createSignal('')
  const [position, setPosition] = createSignal('')
  const [uncertain, setUncertain] = createSignal(usual.typed)
  const [set, setSet] = createSignal(false)
  const [words, setWords] = createSignal('')
  const [showing, setShowing] = createSignal(false)

  const files = (): readonly Recording[] =>
    sessions()
      .filter(({ session }: SessionRow) => session.recorder !== null && serialKey(session.recorder) === serialKey(props.row.serial))
      .flatMap(({ recordings }) => recordings.filter(({ startMs, durationMs, kind }) => startMs !== null && durationMs !== null && kind !== 'photo'))
      .toSorted((a, b) => (b.startMs ?? 0) - (a.startMs ?? 0))
      .slice(0, mostFiles)
  const chosen = (): Recording | undefined => files().find(({ id }) => id === file())
  /** By this computer, and by the recorder. */
  const reading = (): { readonly atMs: number; readonly shownMs: number } | null => {
    const typed = readMoment(day(), clock())
    const recording = chosen()
    const begin = recording?.startMs ?? null
    switch (method()) {
      case 'typed':
        return taken() !== null && typed !== null ? { atMs: taken() ?? 0, shownMs: typed } : null
      case 'newestFile': {
        const stopped = taken() ?? typed
        return stopped !== null && begin !== null ? { atMs: stopped, shownMs: begin + (recording?.durationMs ?? 0) } : null
      }
      case 'filmed': {
        const at = readPosition(position())
        return typed !== null && begin !== null && at !== null ? { atMs: typed, shownMs: begin + at } : null
      }
    }
  }
  const offset = (): number | null => {
    const now = reading()
    return now ? now.shownMs - now.atMs : null
  }
  const seconds = (): number | null => (/^\d{1,5}$/.test(uncertain().trim()) ? Number(uncertain()) : null)
  const choose = (next: AskedMethod): void => {
    setMethod(next)
    setUncertain(usual[next])
    setTaken(null)
  }
  /** What is seen in it was seen on its own day. */
  const chooseFile = (id: string): void => {
    setFile(id)
    const begin = chosen()?.startMs ?? null
    if (method() === 'filmed' && begin !== null) setDay(formatDay(begin))
  }
  const onSign = async (): Promise<boolean> => {
    const now = reading()
    const recording = method() === 'typed' ? null : (chosen()?.id ?? null)
    if (!now) return false
    const signed = await act(app.sign('clockReading', { serial: props.row.serial, method: method(), ...now, uncertaintyMs: (seconds() ?? 0) * 1_000, set: set(), recording, words: words().trim() }))
    if (!signed) return false
    tell(t('signed'), `${props.row.serial} ${formatOffset(now.shownMs - now.atMs)}`)
    props.onSigned?.(signed.value.id)
    return true
  }
  const DayAndClock = (field: { readonly label: string }): JSX.Element => (
    <div class="pair">
      <Field label={field.label} placeholder={t('clockForm')} inputmode="numeric" autocomplete="off" value={clock()} onInput={(event) => { setClock(event.currentTarget.value); if (method() === 'newestFile') setTaken(null) }} complaint={clock().length > 3 && readMoment(day(), clock()) === null ? t('badTime') : null} />
      <Field label={t('day')} inputmode="numeric" autocomplete="off" value={day()} onInput={(event) => setDay(event.currentTarget.value)} />
    </div>
  )
  const Now = (): JSX.Element => (
    <div class="row">
      <Button icon="clock" onClick={() => setTaken(Date.now())}>
        {t('thisMoment')}
      </Button>
      <Show when={taken()}>{(ms) => <span class="muted small">{t('momentTaken')} <span class="mono">{formatClock(ms(), true)}</span></span>}</Show>
    </div>
  )
  const Files = (): JSX.Element => (
    <Select label={t('file')} value={file()} choices={[{ value: '', label: t('chooseFile') }, ...files().map(({ id, startMs, durationMs }) => ({ value: id as string, label: `${formatTime(startMs ?? 0)} · ${formatDuration(durationMs ?? 0)}` }))]} onChoose={chooseFile} />
  )
  return (
    <>
      <SignDialog open={!showing()} onClose={props.onClose} title={t('measureTitle', props.row.serial)} about={t('computerClock')} act="writeFieldNote" ready={reading() !== null && seconds() !== null} sign={t('signReading')} onSign={onSign}>
        <Select label={t('method')} hint={t(`how.${method()}`)} value={method()} choices={methods.map((value) => ({ value, label: t(`method.${value}`) }))} onChoose={choose} />
        <Switch>
          <Match when={method() === 'typed'}>
            <DayAndClock label={t('shown')} />
            <Now />
          </Match>
          <Match when={method() === 'newestFile'}>
            <DayAndClock label={t('stopped')} />
            <Now />
            <Files />
          </Match>
          <Match when={method() === 'filmed'}>
            <div>
              <Button icon="clock" onClick={() => setShowing(true)}>
                {t('showClock')}
              </Button>
            </div>
            <Files />
            <Field label={t('position')} placeholder={t('positionForm')} autocomplete="off" value={position()} onInput={(event) => setPosition(event.currentTarget.value)} />
            <DayAndClock label={t('seenTime')} />
          </Match>
        </Switch>
        <div class="pair">
          <Field label={t('uncertain')} inputmode="numeric" autocomplete="off" value={uncertain()} onInput={(event) => setUncertain(event.currentTarget.value)} complaint={seconds() === null ? t('badNumber') : null} />
          <Field label={t('words')} maxlength={500} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
        </div>
        <CheckField label={t('setNow')} checked={set()} onChange={setSet} />
        <p class="offsetResult" role="status">
          <span class="muted small">{t('result')}</span>
          <Show when={offset() !== null} fallback={<span class="muted small">{t('notYet')}</span>}>
            <strong class="figure">
              {formatOffset(offset() ?? 0)} {t('uncertainty', seconds() ?? 0)}
            </strong>
            <span class="small">{Math.abs(offset() ?? 0) < 500 ? t('exact') : (offset() ?? 0) > 0 ? t('ahead') : t('behind')}</span>
            <Show when={Math.abs(offset() ?? 0) > dayMs}>
              <span class="small amber">{t('tooFar')}</span>
            </Show>
          </Show>
        </p>
      </SignDialog>
      <Show when={showing()}>
        <ScreenClock onClose={() => setShowing(false)} />
      </Show>
    </>
  )
}
