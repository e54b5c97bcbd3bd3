// What is known of the Recording that is being shown, its times side by side, and from which Copy its bytes come.

import { Show, type JSX } from 'solid-js'
import type { RecordingTrack, SessionRow } from '../../../app/app.ts'
import type { Recording } from '../../../core/catalog/recording.ts'
import type { GpsBegin } from '../../../core/media/track/gpsBegin.ts'
import { common } from '../../i18n/common.ts'
import { Size, TimeText } from '../../parts/figures.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { Times } from '../archive/Times.tsx'
import type { Member } from './createCompanions.ts'
import { trackText } from './map/PlaceSources.tsx'
import { SatelliteClock } from './SatelliteClock.tsx'
import { viewingWords as t } from './viewingWords.ts'
import { WorkFacts } from './WorkFacts.tsx'

export const Facts = (props: { /** The one that is heard. */ readonly member: Member; readonly tracks: (session: string) => readonly RecordingTrack[] }): JSX.Element => {
  const row = (): SessionRow => props.member.lane.row()
  /** The surest of those that tell. */
  const measured = (): { readonly begin: GpsBegin; readonly from: string; readonly track: RecordingTrack } | undefined =>
    props
      .tracks(row().session.id)
      .flatMap((track) => (track.recordingId === source()?.recordingId && track.begin ? [{ begin: track.begin, from: trackText(track), track }] : []))
      .toSorted((a, b) => a.begin.uncertaintyMs - b.begin.uncertaintyMs)[0]
  const source = (): { readonly recordingId: string; readonly driveId: string; readonly path: string } | undefined => {
    const { part } = props.member.state()
    return props.member.opened()?.sources[part]
  }
  const recording = (): Recording | undefined => row().recordings.find(({ id }) => id === source()?.recordingId)
  const drive = (): string => row().whereabouts.drives.find(({ driveId }) => driveId === source()?.driveId)?.name ?? ''
  const coding = (found: Recording): string =>
    [found.video && `${found.video.codec} ${found.video.width}×${found.video.height}${found.video.fps ? ` ${found.video.fps} fps` : ''}`, found.audio?.codec].filter(Boolean).join(' + ')
  return (
    <Show when={recording()}>
      {(found) => (
        <section class="sideBlock stack">
          <h2>{t('facts')}</h2>
          <dl class="facts2">
            <dt>{t('file')}</dt>
            <dd class="path">{source()?.path}</dd>
            <dt>{common('drive')}</dt>
            <dd>{drive()}</dd>
            <dt>{t('begun')}</dt>
            <dd>
              <TimeText ms={found().startMs} /> <span class="muted">{found().timeSource && common(`source.${found().timeSource ?? 'name'}`)}</span>
            </dd>
            <dt>{t('coding')}</dt>
            <dd>
              {coding(found())} · <Size bytes={found().size} />
            </dd>
            <WorkFacts viewing={props.member} />
            <dt>{common('fingerprint')}</dt>
            <dd>
              <Hash value={found().id} />
            </dd>
            <dt>{t('level')}</dt>
            <dd title={t('checkedAbout')}>{t('checked')}</dd>
          </dl>
          <Times recording={found()} correction={row().clock} satellite={measured() ?? null} />
          <Show when={measured()}>{(satellite) => <SatelliteClock recording={found()} serial={row().session.recorder} begin={satellite().begin} from={satellite().from} track={satellite().track} />}</Show>
        </section>
      )}
    </Show>
  )
}
