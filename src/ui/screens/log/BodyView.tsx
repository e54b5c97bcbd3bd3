// A decoded body as a table of its fields: bytes and long hex as 4 + 4, lists and maps nested.

import { For, Match, Show, Switch, type JSX } from 'solid-js'
import { toHex } from '../../../core/bytes.ts'
import type { Cbor, CborMap } from '../../../core/format/cbor.ts'
import { formatTime } from '../../i18n/formats.ts'
import { Hash } from '../../parts/Hash.tsx'

export const BodyView = (props: { readonly body: CborMap }): JSX.Element => (
  <dl class="facts2 bodyView">
    <For each={Object.entries(props.body)}>
      {([key, value]) => (
        <>
          <dt>
            <code>{key}</code>
          </dt>
          <dd>
            <Value name={key} value={value} />
          </dd>
        </>
      )}
    </For>
  </dl>
)

const Value = (props: { readonly name: string; readonly value: Cbor }): JSX.Element => {
  const hash = (): string | null => {
    const value = props.value
    if (value instanceof Uint8Array) return value.length > 0 ? toHex(value) : null
    return typeof value === 'string' && /^[0-9a-f]{32,}$/.test(value) ? value : null
  }
  const list = (): readonly Cbor[] | null => (Array.isArray(props.value) ? props.value : null)
  const map = (): CborMap | null => (props.value !== null && typeof props.value === 'object' && !Array.isArray(props.value) && !(props.value instanceof Uint8Array) ? (props.value as CborMap) : null)
  const instant = (): number | null => (typeof props.value === 'number' && props.name.endsWith('Ms') && props.value > 1_000_000_000_000 ? props.value : null)
  return (
    <Switch fallback={<span class="bodyText">{String(props.value)}</span>}>
      <Match when={hash()}>{(value) => <Hash value={value()} name={props.name} plain />}</Match>
      <Match when={list()}>
        {(values) => (
          <ol class="bodyList">
            <For each={values()}>
              {(value) => (
                <li>
                  <Value name={props.name} value={value} />
                </li>
              )}
            </For>
          </ol>
        )}
      </Match>
      <Match when={map()}>{(value) => <BodyView body={value()} />}</Match>
      <Match when={instant()}>
        {(ms) => (
          <>
            {String(props.value)} <Show when={ms()}><span class="muted">{formatTime(ms())}</span></Show>
          </>
        )}
      </Match>
    </Switch>
  )
}
