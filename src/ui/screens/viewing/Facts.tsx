// What is known of the Recording that is being shown, and from which Copy its bytes come.

import { Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import type { Recording } from '../../../core/catalog/recording.ts'
import { common } from '../../i18n/common.ts'
import { Size, TimeText } from '../../parts/figures.tsx'
import { Hash } from '../../parts/Hash.tsx'
import type { ViewingScreen } from './createViewing.ts'
import { viewingWords as t } from './viewingWords.ts'
import { WorkFacts } from './WorkFacts.tsx'

export const Facts = (props: { readonly row: SessionRow; readonly viewing: ViewingScreen }): JSX.Element => {
  const source = (): { readonly recordingId: string; readonly driveId: string; readonly path: string } | undefined => {
    const phase = props.viewing.phase()
    return phase.at === 'watching' ? phase.open.sources[props.viewing.state().part] : undefined
  }
  const recording = (): Recording | undefined => props.row.recordings.find(({ id }) => id === source()?.recordingId)
  const drive = (): string => props.row.whereabouts.drives.find(({ driveId }) => driveId === source()?.driveId)?.name ?? ''
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
            <WorkFacts viewing={props.viewing} />
            <dt>{common('fingerprint')}</dt>
            <dd>
              <Hash value={found().id} />
            </dd>
            <dt>{t('level')}</dt>
            <dd title={t('checkedAbout')}>{t('checked')}</dd>
          </dl>
        </section>
      )}
    </Show>
  )
}
