// A key as it is printed on the keyboard.

import type { JSX } from 'solid-js'
import { common } from '../i18n/common.ts'

const signs: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }

/** `Shift+ArrowLeft` → `Shift ←`, `j` → `J`. */
const keyText = (key: string): string =>
  key
    .split(/\+(?!$)/)
    .map((part) => signs[part] ?? (part === 'Space' ? common('spaceKey') : part.length === 1 ? part.toUpperCase() : part))
    .join(' ')

export const Key = (props: { readonly of: string }): JSX.Element => <kbd>{keyText(props.of)}</kbd>
