// A fingerprint as 4 + 4 characters, with copy and compare; in full in print.

import { createSignal, Show, type JSX } from 'solid-js'
import { common } from '../i18n/common.ts'
import { Button, IconButton } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { TextField } from './Field.tsx'
import { tell } from './Toast.tsx'

export const Hash = (props: { readonly value: string; readonly name?: string; readonly plain?: boolean }): JSX.Element => {
  const [comparing, setComparing] = createSignal(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(props.value)
    tell(common('copied'), props.value)
  }
  const named = (verb: string): string => `${verb} ${props.name ?? common('fingerprint')} ${props.value.slice(0, 4)}`
  return (
    <span class="hash">
      <code class="noPrint" title={props.value}>
        {props.value.slice(0, 4)}…{props.value.slice(-4)}
      </code>
      <code class="onlyPrint">{props.value}</code>
      <Show when={!props.plain}>
        <IconButton small icon="copy" label={named(common('copy'))} onClick={copy} class="noPrint" />
        <Button small tone="quiet" class="noPrint" aria-label={named(common('compare'))} onClick={() => setComparing(true)}>
          {common('compare')}
        </Button>
        <Compare value={props.value} open={comparing()} onClose={() => setComparing(false)} />
      </Show>
    </span>
  )
}

const Compare = (props: { readonly value: string; readonly open: boolean; readonly onClose: () => void }): JSX.Element => {
  const [other, setOther] = createSignal('')
  const cleaned = (): string => other().toLowerCase().replace(/^(?:sha-?256|xxh(?:ash)?-?128)[:=\s]*/, '').replaceAll(/\s/g, '')
  const verdict = (): 'empty' | 'short' | 'same' | 'differ' => {
    const hex = cleaned()
    if (!hex) return 'empty'
    if (!/^[0-9a-f]+$/.test(hex) || hex.length !== props.value.length) return 'short'
    return hex === props.value ? 'same' : 'differ'
  }
  return (
    <Dialog open={props.open} onClose={props.onClose} title={common('compareWith')}>
      <code class="fullHash">{props.value}</code>
      <TextField label={common('comparePaste')} rows={3} class="mono" value={other()} onInput={(event) => setOther(event.currentTarget.value)} spellcheck={false} />
      <p role="status" class={verdict() === 'same' ? 'green' : verdict() === 'differ' ? 'red' : 'muted'}>
        {verdict() === 'same' ? common('compareSame', props.value.length) : verdict() === 'differ' ? common('compareDiffer') : verdict() === 'short' ? common('compareShort', props.value.length) : '\u00a0'}
      </p>
    </Dialog>
  )
}
