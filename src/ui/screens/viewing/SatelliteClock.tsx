// What a track's satellite time says of the recorder's clock, and the offer to sign it as a reading (article 5). Nothing is corrected by itself.

import { createSignal, Show, type JSX } from 'solid-js'
import type { RecordingTrack } from '../../../app/app.ts'
import type { Recording } from '../../../core/catalog/recording.ts'
import type { GpsBegin } from '../../../core/media/track/gpsBegin.ts'
import { formatOffset, formatTime, wholeSeconds } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { SignDialog } from '../../parts/SignDialog.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { timeWords as t } from '../archive/timeWords.ts'

interface SatelliteClockProps {
  readonly recording: Recording
  readonly serial: string | null
  readonly begin: GpsBegin
  /** Which track, in words. */
  readonly from: string
  readonly track: RecordingTrack
}

export const SatelliteClock = (props: SatelliteClockProps): JSX.Element => {
  const app = useApp()
  const book = createLive(() => app.deeds)
  const [asking, setAsking] = createSignal(false)
  const seconds = (): number => wholeSeconds(props.begin.uncertaintyMs)
  const offsetMs = (startMs: number): number => startMs - props.begin.ms
  const isAdopted = (): boolean => book()?.of('clockReading').some(({ fields }) => fields.method === 'gps' && fields.recording === props.recording.id) === true
  const sign = async (startMs: number, serial: string): Promise<boolean> => {
    const signed = await act(app.sign('clockReading', { serial, method: 'gps', atMs: props.begin.ms, shownMs: startMs, uncertaintyMs: props.begin.uncertaintyMs, set: false, recording: props.recording.id, words: props.from }))
    if (!signed) return false
    tell(t('adopted'), `${serial} ${formatOffset(offsetMs(startMs))}`)
    return true
  }
  return (
    <Show when={props.recording.startMs ?? 0} fallback={<p class="small muted">{t('gpsUnset')}</p>}>
      {(startMs) => (
        <>
          <p class="small">{Math.abs(offsetMs(startMs())) <= props.begin.uncertaintyMs ? t('gpsAgrees', seconds()) : t('gpsOffset', formatOffset(offsetMs(startMs())), seconds())}</p>
          <Show when={!isAdopted()} fallback={<p class="small muted">{t('adoptedBefore')}</p>}>
            <Show when={props.serial}>
              {(serial) => (
                <>
                  <div class="row">
                    <Button small icon="clock" onClick={() => setAsking(true)}>
                      {t('adopt')}
                    </Button>
                  </div>
                  <SignDialog open={asking()} onClose={() => setAsking(false)} title={t('adoptTitle', serial())} about={t('adoptAbout')} act="writeFieldNote" ready sign={t('adoptSign')} onSign={() => sign(startMs(), serial())}>
                    <dl class="facts2">
                      <dt>{t('adoptShown')}</dt>
                      <dd class="mono">{formatTime(startMs())}</dd>
                      <dt>{t('adoptTrue')}</dt>
                      <dd class="mono">
                        {formatTime(props.begin.ms)} ±{seconds()}
                      </dd>
                      <dt>{t('adoptOffset')}</dt>
                      <dd class="mono">
                        {formatOffset(offsetMs(startMs()))} ±{seconds()}
                      </dd>
                      <dt>{t('adoptFrom')}</dt>
                      <dd>{props.from}</dd>
                    </dl>
                    <Show when={props.track.sidecar}>
                      <p class="note">{t('adoptBeside')}</p>
                    </Show>
                  </SignDialog>
                </>
              )}
            </Show>
          </Show>
        </>
      )}
    </Show>
  )
}
