// The board of article 3: four principles, each with its figures; every figure opens what it counts.

import { A } from '@solidjs/router'
import { For, Show, type JSX } from 'solid-js'
import { principles, type Figure, type Principle } from '../../../core/audit/principleBoard.ts'
import { formatCount, formatDuration } from '../../i18n/formats.ts'
import { Icon } from '../../parts/Icon.tsx'
import { auditWords as t } from './auditWords.ts'
import { useAudit } from './createAudit.ts'
import { figureLink } from './figureLink.ts'

export const Board = (): JSX.Element => {
  const audit = useAudit()
  return (
    <div class="scroll auditBody">
      <p class="muted boardAbout">{t('boardAbout')}</p>
      <div class="board">
        <For each={principles}>{(principle) => <PrinciplePanel principle={principle} figures={audit.board()?.[principle] ?? []} />}</For>
      </div>
    </div>
  )
}

const icons: Readonly<Record<Principle, 'video' | 'drive' | 'folder' | 'lock'>> = { inStep: 'video', oneKeeping: 'drive', filed: 'folder', secret: 'lock' }

const PrinciplePanel = (props: { readonly principle: Principle; readonly figures: readonly Figure[] }): JSX.Element => (
  <section class="panel principle" aria-labelledby={`principle-${props.principle}`}>
    <header class="row">
      <Icon name={icons[props.principle]} />
      <h2 id={`principle-${props.principle}`} class="grow">
        {t(`principle.${props.principle}`)}
      </h2>
      <span class="muted small">{t(`principleAbout.${props.principle}`)}</span>
    </header>
    <ul class="figureList">
      <For each={props.figures}>{(figure) => <FigureRow figure={figure} />}</For>
    </ul>
  </section>
)

export const figureText = ({ value, as }: Figure): string => (as === 'length' ? formatDuration(value) : formatCount(value))

/** Whole percent, but never 0 or 100 for what is not none or all. */
export const shareText = (value: number, of: number): string => {
  const percent = (value / of) * 100
  return t('share', value === 0 || value === of ? String(Math.round(percent)) : String(Math.min(99, Math.max(1, Math.round(percent)))))
}

const FigureRow = (props: { readonly figure: Figure }): JSX.Element => {
  const audit = useAudit()
  const name = (): string => t(`figure.${props.figure.name}`)
  return (
    <li>
      <A class="figureRow" href={figureLink(props.figure.name, audit)} aria-label={t('openFigure', name())} title={t('openFigure', name())}>
        <span class="figureMark">
          <Show when={props.figure.tone !== 'plain'}>
            <span class={`mark ${props.figure.tone === 'good' ? 'green' : props.figure.tone === 'bad' ? 'red' : 'amber'}`} role="img" aria-label={t(`tone_${props.figure.tone}`)}>
              <Icon name={props.figure.tone === 'good' ? 'check' : props.figure.tone === 'bad' ? 'stop' : 'warn'} size={14} />
            </span>
          </Show>
        </span>
        <span class="grow clip">{name()}</span>
        <Show when={props.figure.of}>
          {(of) => (
            <>
              <span class="figureBar" aria-hidden="true">
                <i class={props.figure.tone} style={{ width: `${(props.figure.value / of()) * 100}%` }} />
              </span>
              <span class="figureShare muted">{shareText(props.figure.value, of())}</span>
            </>
          )}
        </Show>
        <span class="figureValue">
          <strong>{figureText(props.figure)}</strong>
          <Show when={props.figure.of !== null}>
            <span class="muted"> / {formatCount(props.figure.of ?? 0)}</span>
          </Show>
        </span>
      </A>
    </li>
  )
}
