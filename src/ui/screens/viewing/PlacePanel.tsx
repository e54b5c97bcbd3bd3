// Where it was: on the map the unit chose, else on a plain scaled plot; a click seeks, the dot moves with the picture.

import './map/map.css'
import { useSearchParams } from '@solidjs/router'
import { createSignal, For, lazy, Show, Suspense, type JSX } from 'solid-js'
import type { RecordingTrack } from '../../../app/app.ts'
import type { MapFile } from '../../../app/mapFile.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Select } from '../../parts/Field.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import type { Clock } from './createClock.ts'
import type { Lane } from './lane.ts'
import { createPlaces } from './map/createPlaces.ts'
import { MapFileRow } from './map/MapFileRow.tsx'
import { mapWords as t } from './map/mapWords.ts'
import { placeText, PlaceSources } from './map/PlaceSources.tsx'
import { TrackPlot } from './map/TrackPlot.tsx'

const MapView = lazy(async () => ({ default: (await import('./map/MapView.tsx')).MapView }))

const hasWebGl = (): boolean => document.createElement('canvas').getContext('webgl2') !== null

export const PlacePanel = (props: { readonly lanes: readonly Lane[]; readonly viewing: Clock; readonly tracks: (session: string) => readonly RecordingTrack[] }): JSX.Element => {
  const app = useApp()
  const map = createLive<MapFile>(() => app.mapFile, { state: 'none' })
  const [search, setSearch] = useSearchParams<{ datum?: string; places?: string }>()
  const [failure, setFailure] = createSignal<{ readonly of: MapFile; readonly detail: string } | null>(null)
  const [large, setLarge] = createSignal(false)
  const places = createPlaces(() => props.lanes, props.viewing, (session) => props.tracks(session))
  const webGl = hasWebGl()
  const shifted = (): boolean => search.datum === 'gcj02'
  const ready = (): Extract<MapFile, { state: 'ready' }> | undefined => {
    const now = map()
    return now.state === 'ready' && webGl && failure()?.of !== now ? now : undefined
  }
  /** The map, unless the plot was asked for. */
  const shown = (): Extract<MapFile, { state: 'ready' }> | undefined => (search.places === 'plot' ? undefined : ready())
  const seek = (ms: number): void => props.viewing.seek(ms)
  return (
    <Show when={places.lines().length > 0}>
      <section class="sideBlock stack">
        <div class="row">
          <h2 class="grow">{t('places')}</h2>
          <Show when={ready()}>
            <div class="placeSwitch">
              <Select bare label={t('places')} value={search.places === 'plot' ? 'plot' : 'map'} choices={[{ value: 'map', label: t('asMap') }, { value: 'plot', label: t('asPlot') }]} onChoose={(value) => setSearch({ places: value === 'plot' ? value : undefined }, { replace: true })} />
            </div>
          </Show>
        </div>
        <Show when={shown()} fallback={<TrackPlot places={places} onSeek={seek} />}>
          {(file) => (
            <Suspense fallback={<div class="mapFrame"><p class="mapWait muted small">{t('mapOpening')}</p></div>}>
              <MapView map={file()} places={places} shifted={shifted()} large={large()} onLarge={setLarge} onSeek={seek} onFailure={(detail) => setFailure({ of: map(), detail })} />
            </Suspense>
          )}
        </Show>
        <div class="placeLegend">
          <For each={places.lines()}>
            {(line) => (
              <span>
                <svg viewBox="0 0 22 6" class={`track track${line.number}`} aria-hidden="true">
                  <polyline points="0,3 22,3" />
                </svg>
                <Show when={props.lanes.length > 1}>
                  <span>{line.lane.row().session.recorder ?? common('unknownRecorder')}</span>
                </Show>
                <Show when={places.now(line)}>{(point) => <span class="mono muted">{placeText(point())}</span>}</Show>
              </span>
            )}
          </For>
        </div>
        <Show when={shown()}>
          <div class="row placeSwitch" title={t('datumAbout')}>
            <span class="muted small grow">{t('datum')}</span>
            <Select bare label={t('datum')} value={shifted() ? 'gcj02' : 'wgs84'} choices={[{ value: 'wgs84', label: t('wgs') }, { value: 'gcj02', label: t('gcj') }]} onChoose={(value) => setSearch({ datum: value === 'gcj02' ? value : undefined }, { replace: true })} />
          </div>
          <Show when={shifted()}>
            <p class="amber small">{t('datumNow')}</p>
          </Show>
        </Show>
        <Show when={map().state === 'ready' && !ready()}>
          <p class="amber small">{webGl ? t('mapFailed', failure()?.detail ?? '') : t('noWebGl')}</p>
          <Show when={webGl}>
            <div class="row">
              <Button small icon="refresh" onClick={() => act(app.openMap())}>
                {t('mapAgain')}
              </Button>
            </div>
          </Show>
        </Show>
        <PlaceSources lanes={props.lanes} tracks={(session) => props.tracks(session)} onSeek={seek} />
        <MapFileRow map={map()} />
      </section>
    </Show>
  )
}
