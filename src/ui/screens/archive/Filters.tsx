// The search box and the filters beside it; every change goes into the URL.

import { createEffect, createSignal, on, onCleanup, Show, type JSX } from 'solid-js'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { DateField } from '../../parts/DateField.tsx'
import { Field, Select } from '../../parts/Field.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { archiveWords as t } from './archiveWords.ts'
import { kinds, paramsToFilter, states, type FilterParams } from './filterParams.ts'

/** Milliseconds of quiet before typed text becomes a search. */
const typingPause = 150

export const Filters = (props: { readonly query: Partial<FilterParams>; readonly onChange: (change: Record<string, string | null>, replace: boolean) => void }): JSX.Element => {
  const app = useApp()
  const facets = createLive(() => app.facets, { recorders: [], officers: [], tags: [] })
  const drives = createLive(() => app.drives, [])
  const [text, setText] = createSignal(props.query.q ?? '')
  const [open, setOpen] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  // The address may change from elsewhere: palette, back, "clear".
  createEffect(on(() => props.query.q ?? '', (q) => q !== text().trim() && setText(q), { defer: true }))
  const type = (value: string): void => {
    setText(value)
    clearTimeout(timer)
    timer = setTimeout(() => props.onChange({ q: value.trim() || null }, true), typingPause)
  }
  const put = (key: keyof FilterParams) => (value: string) => props.onChange({ [key]: value || null }, false)
  const set = (): number => Object.entries(paramsToFilter(props.query)).filter(([key, value]) => key !== 'text' && value !== null).length
  const listed = (any: string, values: readonly string[], chosen: string | undefined): readonly { readonly value: string; readonly label: string }[] => [{ value: '', label: any }, ...[...new Set(chosen ? [...values, chosen] : values)].map((value) => ({ value, label: value }))]

  return (
    <search class="archiveHead noPrint" classList={{ open: open() }}>
      <div class="archiveSearch">
        <Icon name="search" class="muted" />
        <Field bare label={t('search')} type="search" placeholder={t('searchPlaceholder')} value={text()} onInput={(event) => type(event.currentTarget.value)} />
      </div>
      <Button class="filterToggle" icon="filter" aria-expanded={open()} onClick={() => setOpen(!open())}>
        {t('filters')}
        <Show when={set() > 0}>
          <span class="chip accent">{set()}</span>
        </Show>
      </Button>
      <div class="filters">
        <Select bare label={t('recorder')} set={!!props.query.recorder} value={props.query.recorder ?? ''} choices={listed(t('anyRecorder'), facets().recorders, props.query.recorder)} onChoose={put('recorder')} />
        <Select bare label={t('officer')} set={!!props.query.officer} value={props.query.officer ?? ''} choices={listed(t('anyOfficer'), facets().officers, props.query.officer)} onChoose={put('officer')} />
        <span class="row dates">
          <DateField label={t('from')} form={t('dateForm')} complaint={t('dateBad')} value={props.query.from ?? ''} onDay={put('from')} />
          <span aria-hidden="true">–</span>
          <DateField label={t('to')} form={t('dateForm')} complaint={t('dateBad')} value={props.query.to ?? ''} onDay={put('to')} />
        </span>
        <Select bare label={t('drive')} set={!!props.query.drive} value={props.query.drive ?? ''} choices={[{ value: '', label: t('anyDrive') }, ...drives().map(({ drive }) => ({ value: drive.id as string, label: drive.name }))]} onChoose={put('drive')} />
        <Select bare label={t('kind')} set={!!props.query.kind} value={props.query.kind ?? ''} choices={[{ value: '', label: t('anyKind') }, ...kinds.map((kind) => ({ value: kind as string, label: common(`kind.${kind}`) }))]} onChoose={put('kind')} />
        <Select bare label={t('tag')} set={!!props.query.tag} value={props.query.tag ?? ''} choices={listed(t('anyTag'), facets().tags, props.query.tag)} onChoose={put('tag')} />
        <Select bare label={t('state')} set={!!props.query.state} value={props.query.state ?? ''} choices={[{ value: '', label: t('anyState') }, ...states.map((state) => ({ value: state as string, label: t(`state.${state}`) }))]} onChoose={put('state')} />
      </div>
    </search>
  )
}
