// Whether a drive answers now, as a sign and a word, with the one click it may need.

import { Show, type JSX } from 'solid-js'
import type { DriveRow } from '../../../app/app.ts'
import { bringDriveActs } from '../../../core/policy/acts.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createRight } from '../../state/createRight.ts'
import { driveWords as t } from './driveWords.ts'

const tones = { connected: 'green', permission: 'amber', away: 'muted' } as const

export const Presence = (props: { readonly row: DriveRow }): JSX.Element => (
  <span class={`presence ${tones[props.row.presence]}`}>
    <Icon name={props.row.presence === 'connected' ? 'drive' : props.row.presence === 'permission' ? 'lock' : 'unplugged'} size={14} />
    {t(`presence.${props.row.presence}`)}
  </span>
)

/** Scan again, or the permission click; nothing while it is being indexed. */
export const Reconnect = (props: { readonly row: DriveRow; readonly small?: boolean }): JSX.Element => {
  const app = useApp()
  const right = createRight(...bringDriveActs)
  const works = createLive(() => app.work, [])
  const busy = (): boolean => works().some(({ driveId, phase }) => driveId === props.row.drive.id && phase !== 'done' && phase !== 'failed')
  return (
    <Show when={!busy()} fallback={<span class="muted small">{t('indexing')}</span>}>
      <Show when={props.row.presence !== 'away'}>
        <Button small={props.small} tone={props.row.presence === 'permission' ? 'accent' : 'plain'} icon="refresh" disabled={!right.may()} title={right.may() ? undefined : common('mayNot', right.needed())} aria-label={`${props.row.presence === 'permission' ? t('allow') : t('rescan')} ${props.row.drive.name}`} onClick={() => act(app.reconnectDrive(props.row.drive.id))}>
          {props.row.presence === 'permission' ? t('allow') : t('rescan')}
        </Button>
      </Show>
    </Show>
  )
}
