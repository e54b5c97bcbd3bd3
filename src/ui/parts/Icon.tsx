// The few drawn signs of the interface, 16 by 16, in the colour of the text around them.

import type { JSX } from 'solid-js'

const paths = {
  archive: 'M2 3h12v3H2zM3 6v7h10V6M6.5 8.5h3',
  drive: 'M2.5 9.5 4 3.5h8l1.5 6v3h-11zM2.5 9.5h11M11 11h.5',
  duty: 'M5 3.5H3v10.5h10V3.5h-2M5.5 2h5v3h-5zM5.5 8l1.5 1.5L10.5 7M5.5 11.5h5',
  approval: 'M4 2h5.5l3 3v4M4 2v12h4M6 6h3M6 8.5h2M9.5 12.5l1.8 1.5 3.2-4',
  log: 'M4 2h8v12H4zM6 5h4M6 8h4M6 11h2.5',
  settings: 'M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 3v3M5.5 10v3',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3 14 14',
  lock: 'M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  person: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8zM2.5 14c.4-3 2.6-4.4 5.5-4.4S13.1 11 13.5 14',
  device: 'M3 3h10v7.5H3zM1.5 13h13',
  server: 'M3 2.5h10v4.5H3zM3 9h10v4.5H3zM5 4.75h.5M5 11.25h.5',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  play: 'M5 3l8 5-8 5z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  plus: 'M8 3v10M3 8h10',
  warn: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 11.8v.2',
  stop: 'M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3zM8 5v4M8 11v.2',
  check: 'M3 8.5 6.5 12 13 4.5',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.5',
  clockOff: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM3.8 12.2l8.4-8.4',
  video: 'M2 4h8.5v8H2zM10.5 7 14 5v6l-3.5-2',
  audio: 'M3 6v4M5.5 4v8M8 2.5v11M10.5 5v6M13 6.5v3',
  photo: 'M2 3.5h12v9H2zM2 11l3.5-3.5 3 3 2-2L14 12M10.5 6.3h.2',
  tag: 'M2.5 2.5h5.5l5.5 5.5-5.5 5.5L2.5 8zM5.3 5.3h.1',
  chevron: 'M6 3.5 10.5 8 6 12.5',
  back: 'M10 3.5 5.5 8 10 12.5',
  up: 'M3.5 10 8 5.5 12.5 10',
  down: 'M3.5 6 8 10.5 12.5 6',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3',
  cut: 'M4.5 6.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM4.5 13.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM6 5.5 13.5 11M6 10.5 13.5 5',
  folder: 'M2 4h4l1.5 1.5H14V13H2z',
  shield: 'M8 2 13 4v4c0 3-2 5-5 6-3-1-5-3-5-6V4z',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3 1v-5z',
  grid: 'M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z',
  list: 'M2 4h12M2 8h12M2 12h12',
  unplugged: 'M4.8 3.5H12l1.5 6v3M9.5 9.5h4M2.5 9.5h4M11 12.5H2.5v-3l1.1-4.5M2 2l12 12',
  flag: 'M3.5 14V2.5h8.5l-2 3 2 3H3.5',
  dots: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  frameBack: 'M12.5 3.5 6 8l6.5 4.5zM3.5 3.5v9',
  frameOn: 'M3.5 3.5 10 8l-6.5 4.5zM12.5 3.5v9',
  jumpBack: 'M8 3.5 2.5 8 8 12.5zM13.5 3.5 8 8l5.5 4.5z',
  jumpOn: 'M8 3.5 13.5 8 8 12.5zM2.5 3.5 8 8l-5.5 4.5z',
  sound: 'M2 6v4h2.5L8 13V3L4.5 6zM10.5 5.5a3.5 3.5 0 0 1 0 5M12.3 3.5a6.5 6.5 0 0 1 0 9',
  soundOff: 'M2 6v4h2.5L8 13V3L4.5 6zM10.5 6l4 4M14.5 6l-4 4',
  fullScreen: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  rangeIn: 'M6 2.5H3.5v11H6M7.5 8h6M10.5 5 7.5 8l3 3',
  rangeOut: 'M10 2.5h2.5v11H10M8.5 8h-6M5.5 5l3 3-3 3',
  zoomIn: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3 14 14M5 7h4M7 5v4',
  zoomOut: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3 14 14M5 7h4',
  fit: 'M2 3v10M14 3v10M4.5 8h7M6.5 6l-2 2 2 2M9.5 6l2 2-2 2',
  print: 'M4.5 6V2.5h7V6M4.5 11.5H2.5V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  keys: 'M1.5 4h13v8h-13zM4 6.5h.1M6.7 6.5h.1M9.3 6.5h.1M12 6.5h.1M5 9.5h6',
  custody: 'M2 3h12v3.5H2zM3 6.5V13h10V6.5M6 9.5l1.5 1.5 3-3',
  export: 'M8 2.5v7.5M5 7l3 3 3-3M3 13h10',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
} as const

export type IconName = keyof typeof paths

export const Icon = (props: { readonly name: IconName; readonly size?: number; readonly class?: string | undefined }): JSX.Element => (
  <svg class={`icon ${props.class ?? ''}`} width={props.size ?? 16} height={props.size ?? 16} viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d={paths[props.name]} />
  </svg>
)
