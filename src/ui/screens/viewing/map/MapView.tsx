// The map of one session: draws the chosen file, follows the picture, seeks on a click. Loaded only where a map file is.

import { createEffect, createMemo, createResource, createSignal, on, onCleanup, onMount, Show, type JSX } from 'solid-js'
import type { MapFile } from '../../../../app/mapFile.ts'
import { fromGcj02 } from '../../../../core/media/track/gcj02.ts'
import { roundLength, scaleText, type Place } from '../../../../core/media/track/plotTrack.ts'
import { formatClock } from '../../../i18n/formats.ts'
import { language } from '../../../i18n/language.ts'
import { IconButton } from '../../../parts/Button.tsx'
import { theme } from '../../../state/theme.ts'
import type { Places } from './createPlaces.ts'
import { drawMap, type DrawnMap, type MapScene } from './drawMap.ts'
import { mapWords as t } from './mapWords.ts'
import type { PlaceColours } from './placeLayers.ts'
import { openArchive, type TileArchive } from './tileArchive.ts'

interface MapViewProps {
  readonly map: Extract<MapFile, { state: 'ready' }>
  readonly places: Places
  /** The recorders' coordinates are GCJ-02. */
  readonly shifted: boolean
  readonly large: boolean
  readonly onLarge: (large: boolean) => void
  readonly onSeek: (ms: number) => void
  /** Nothing of it can be read, or the browser cannot draw it. */
  readonly onFailure: (detail: string) => void
}

/** Longest scale bar, pixels. */
const SCALE_PIXELS = 84
/** Points come in as their files are read: drawn together. */
const SETTLE_MS = 120

export const MapView = (props: MapViewProps): JSX.Element => {
  const [archive] = createResource(
    () => props.map,
    ({ name, file }) => openArchive(name, file).catch((cause: unknown) => void props.onFailure(String(cause))),
  )
  return (
    <div class="mapFrame" classList={{ mapLarge: props.large }}>
      <Show when={archive()} keyed fallback={<p class="mapWait muted small">{t('mapOpening')}</p>}>
        {(found) => <Drawn {...props} archive={found} />}
      </Show>
    </div>
  )
}

const Drawn = (props: MapViewProps & { readonly archive: TileArchive }): JSX.Element => {
  const [scale, setScale] = createSignal<{ readonly metres: number; readonly pixels: number } | null>(null)
  /** A tile that cannot be read or drawn: the others are. */
  const [trouble, setTrouble] = createSignal('')
  const [hovered, setHovered] = createSignal<number | null>(null)
  const place = document.createElement('div')
  let drawn: DrawnMap | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  const placing = createMemo(() => (props.shifted ? fromGcj02 : (recorded: Place) => recorded))
  const systemDark = matchMedia('(prefers-color-scheme: dark)')
  const [system, setSystem] = createSignal(systemDark.matches)
  const hearSystem = (): void => void setSystem(systemDark.matches)
  systemDark.addEventListener('change', hearSystem)

  const scene = (): MapScene => {
    const dark = theme() === 'dark' || (theme() === 'system' && system())
    return { lines: props.places.lines(), markers: props.places.markers(), look: { dark, english: language() === 'en' }, colours: coloursOf(place), on: placing() }
  }
  const here = () => props.places.lines().flatMap((line) => { const point = props.places.now(line); return point ? [{ lat: point.lat, lon: point.lon, number: line.number }] : [] })

  onMount(() => {
    try {
      drawn = drawMap(place, props.archive, scene(), {
        onPick: ({ ms }) => props.onSeek(ms),
        onHover: (point) => setHovered(point?.ms ?? null),
        onScale: (metresPerPixel) => {
          const metres = roundLength(metresPerPixel * SCALE_PIXELS)
          setScale({ metres, pixels: metres / metresPerPixel })
        },
        onFailure: setTrouble,
      })
    } catch (cause) {
      return props.onFailure(String(cause))
    }
    createEffect(on(scene, (next) => {
      clearTimeout(waiting)
      waiting = setTimeout(() => drawn?.show(next), SETTLE_MS)
    }, { defer: true }))
    createEffect(() => drawn?.move(here()))
  })
  onCleanup(() => {
    clearTimeout(waiting)
    systemDark.removeEventListener('change', hearSystem)
    drawn?.dispose()
  })
  return (
    <>
      <div class="mapPlace" role="img" aria-label={t('mapAbout')}>
        {place}
      </div>
      <div class="mapTools">
        <IconButton small icon="zoomIn" label={t('zoomIn')} onClick={() => drawn?.zoom(1)} />
        <IconButton small icon="zoomOut" label={t('zoomOut')} onClick={() => drawn?.zoom(-1)} />
        <IconButton small icon="fit" label={t('fitTrack')} onClick={() => drawn?.fit()} />
        <IconButton small icon="fullScreen" label={props.large ? t('smaller') : t('larger')} aria-pressed={props.large} onClick={() => props.onLarge(!props.large)} />
      </div>
      <Show when={scale()}>
        {(found) => (
          <p class="mapScale small">
            <span style={{ width: `${found().pixels}px` }} /> {scaleText(found().metres)}
          </p>
        )}
      </Show>
      <Show when={hovered() !== null}>
        <p class="mapHover mono small">{formatClock(hovered() ?? 0)}</p>
      </Show>
      <Show when={trouble()}>
        <p class="mapTrouble small amber" title={trouble()}>
          {t('mapTrouble')}
        </p>
      </Show>
      <Show when={props.archive.attribution}>
        <p class="mapMakers small">{props.archive.attribution}</p>
      </Show>
    </>
  )
}

/** The page's tokens as the map takes them: worked out for the theme that is shown. */
const coloursOf = (element: HTMLElement): PlaceColours => {
  const probe = document.createElement('span')
  element.append(probe)
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`
    return getComputedStyle(probe).color
  }
  const found: PlaceColours = { lanes: ['accent', 'amber', 'green', 'red'].map(colour), marker: colour('amber'), surface: colour('surface'), text: colour('text') }
  probe.remove()
  return found
}
