// The menu of other recorders at the same time, to be watched beside the first.

import { Content, Item, Portal, Root, Trigger } from '@kobalte/core/dropdown-menu'
import { For, Show, type JSX } from 'solid-js'
import { common } from '../../i18n/common.ts'
import { formatClock, formatDuration } from '../../i18n/formats.ts'
import { Icon } from '../../parts/Icon.tsx'
import type { Companions } from './createCompanions.ts'
import { viewingWords as t } from './viewingWords.ts'

export const AddLane = (props: { readonly companions: Companions; /** No further recorder has a place; a further Session of one that is shown has. */ readonly full: boolean; readonly disabled: boolean }): JSX.Element => {
  return (
    <Root placement="top-end" gutter={4}>
      <Trigger class="button plain compact" disabled={props.disabled} title={t('addLaneAbout')}>
        <Icon name="plus" />
        {props.full && props.companions.others().length > 0 ? t('exchangeLane') : t('addLane')}
        <Show when={props.companions.others().length > 0}>
          <span class="muted">{props.companions.others().length}</span>
        </Show>
      </Trigger>
      <Portal>
        <Content class="menu laneMenu">
          <div class="menuNote small muted">{props.full ? t('lanesFull') : props.companions.others().length > 0 ? t('addLaneAbout') : t('addLaneNone')}</div>
          <Show when={!props.full && props.companions.others().length > 1}>
            <Item class="menuRow" onSelect={() => props.companions.add(props.companions.others().map(({ row }) => row).toSorted((a, b) => a.session.startMs - b.session.startMs))}>
              <strong>{t('addDay', props.companions.others().length)}</strong>
            </Item>
          </Show>
          <For each={props.companions.others()}>
            {({ row, overlapMs }) => (
              <Item class="menuRow" onSelect={() => props.companions.exchange(row)}>
                <span class="grow">
                  {row.session.recorder ?? common('unknownRecorder')} <span class="muted">{row.session.officer}</span>
                  <br />
                  <span class="small muted">
                    <span class="mono">
                      {formatClock(row.session.startMs)}–{formatClock(row.session.endMs)}
                    </span>{' '}
                    · {overlapMs > 0 ? t('overlap', formatDuration(overlapMs)) : t('noOverlap')}
                  </span>
                </span>
              </Item>
            )}
          </For>
        </Content>
      </Portal>
    </Root>
  )
}
