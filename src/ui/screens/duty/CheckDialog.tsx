// The check before use (article 5): battery, free storage and clock of one recorder, signed.

import { createSignal, Show, type JSX } from 'solid-js'
import type { RecorderRow } from '../../../core/policy/recorders.ts'
import { formatBytes } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Field, Select } from '../../parts/Field.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { dutyWords as t } from './dutyWords.ts'
import { MeasureDialog } from './MeasureDialog.tsx'
import { OffsetText } from './OffsetText.tsx'
import { SignDialog } from '../../parts/SignDialog.tsx'

const mib = 1024 * 1024

/** null: not a number in this range. */
const readNumber = (text: string, most: number): number | null => (/^\d{1,7}(\.\d+)?$/.test(text.trim()) && Number(text) <= most ? Number(text) : null)

export const CheckDialog = (props: { readonly row: RecorderRow; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  const policy = createLive(() => app.policy)
  const duty = createLive(() => app.duty)
  const [battery, setBattery] = createSignal('')
  const [free, setFree] = createSignal('')
  const [clock, setClock] = createSignal<'right' | 'wrong' | 'measured'>('right')
  const [words, setWords] = createSignal('')
  const [reading, setReading] = createSignal<string | null>(null)
  const [measuring, setMeasuring] = createSignal(false)
  const limits = (): { readonly batteryPercent: number; readonly freeMib: number } => policy()?.profile.preUse ?? { batteryPercent: 0, freeMib: 0 }
  const percent = (): number | null => readNumber(battery(), 100)
  const freeMib = (): number | null => {
    const gib = readNumber(free(), 1_000_000)
    return gib === null ? null : Math.round(gib * 1024)
  }
  const latest = () => duty()?.recorders.find(({ serial }) => serial === props.row.serial)?.readings.find(({ id }) => id === reading())
  const warning = (value: number | null, text: string, least: number, low: string): string | null => (text !== '' && value === null ? t('badNumber') : value !== null && value < least ? low : null)
  const onSign = async (): Promise<boolean> => {
    const signed = await act(app.sign('preUse', { serial: props.row.serial, battery: Math.floor(percent() ?? 0), freeMib: freeMib() ?? 0, clock: clock(), reading: reading(), words: words().trim() }))
    if (signed) tell(t('signed'), t('checkTitle', props.row.serial))
    return signed !== null
  }
  return (
    <>
      <SignDialog open={!measuring()} onClose={props.onClose} title={t('checkTitle', props.row.serial)} about={t('checksAbout')} act="writeFieldNote" ready={percent() !== null && freeMib() !== null && (clock() !== 'measured' || reading() !== null)} sign={t('signCheck')} onSign={onSign}>
        <div class="pair">
          <Field label={t('battery')} inputmode="numeric" autocomplete="off" value={battery()} onInput={(event) => setBattery(event.currentTarget.value)} complaint={warning(percent(), battery(), limits().batteryPercent, t('lowBattery', limits().batteryPercent))} />
          <Field label={t('free')} inputmode="decimal" autocomplete="off" value={free()} onInput={(event) => setFree(event.currentTarget.value)} complaint={warning(freeMib(), free(), limits().freeMib, t('lowFree', formatBytes(limits().freeMib * mib)))} />
        </div>
        <Select label={t('clockState')} hint={t('clockAbout', policy()?.profile.clock.toleranceSeconds ?? 0)} value={clock()} choices={(['right', 'wrong', 'measured'] as const).map((value) => ({ value, label: t(`clock.${value}`) }))} onChoose={setClock} />
        <Show when={clock() !== 'right'}>
          <div class="row">
            <Button small icon="clock" onClick={() => setMeasuring(true)}>
              {t('measureFirst')}
            </Button>
            <Show when={latest()}>{(found) => <OffsetText reading={found()} />}</Show>
          </div>
        </Show>
        <Field label={t('words')} maxlength={500} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
      </SignDialog>
      <Show when={measuring()}>
        <MeasureDialog
          row={props.row}
          onClose={() => setMeasuring(false)}
          onSigned={(id) => {
            setReading(id)
            setClock('measured')
          }}
        />
      </Show>
    </>
  )
}
