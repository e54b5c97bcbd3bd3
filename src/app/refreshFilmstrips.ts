// Has small pictures looked for again when another drive is connected, or what is hidden changes: what may not lie here is removed then.

import { nothingHidden, sameHidden, type Hidden } from '../core/policy/secrecy.ts'
import type { Live } from '../core/ports.ts'
import type { DriveRow } from './app.ts'
import type { Filmstrips } from './filmstrips.ts'

export const refreshFilmstrips = ({ refresh }: Pick<Filmstrips, 'refresh'>, drives: Live<readonly DriveRow[]>, hidden: Live<Hidden | null>): void => {
  let connected = ''
  drives.subscribe((rows) => {
    const now = rows.flatMap(({ drive, presence }) => (presence === 'connected' ? [drive.id] : [])).join()
    if (now !== connected) refresh()
    connected = now
  })
  let hid = nothingHidden
  hidden.subscribe((now) => {
    if (now && !sameHidden(now, hid)) refresh()
    hid = now ?? hid
  })
}
