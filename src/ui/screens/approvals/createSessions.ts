// Sessions by id, for what Requests and Viewings name.

import type { Accessor } from 'solid-js'
import { createMemo } from 'solid-js'
import type { SearchFilter, SessionRow } from '../../../app/app.ts'
import { requestTitle } from '../../../core/viewing/requestScope.ts'
import { zone } from '../../i18n/formats.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { paramsToFilter } from '../archive/filterParams.ts'

export interface Sessions {
  readonly rows: Accessor<readonly SessionRow[] | undefined>
  /** Of those in the catalogue; the first one's id where none is. */
  readonly titleOf: (sessions: readonly string[]) => string
}

export const createSessions = (filter: Accessor<SearchFilter> = () => paramsToFilter({})): Sessions => {
  const app = useApp()
  const rows = createLive(() => app.search(filter()))
  const byId = createMemo(() => new Map((rows() ?? []).map((row) => [row.session.id as string, row.session])))
  return {
    rows,
    titleOf: (ids) => {
      const found = [...new Set(ids)].flatMap((id) => byId().get(id) ?? [])
      return found.length > 0 ? requestTitle(found, zone()) : (ids[0]?.slice(0, 12) ?? '')
    },
  }
}
