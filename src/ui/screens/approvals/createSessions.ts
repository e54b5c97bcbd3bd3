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
  /** Its id where it is not in the catalogue. */
  readonly titleOf: (session: string) => string
}

export const createSessions = (filter: Accessor<SearchFilter> = () => paramsToFilter({})): Sessions => {
  const app = useApp()
  const rows = createLive(() => app.search(filter()))
  const byId = createMemo(() => new Map((rows() ?? []).map((row) => [row.session.id as string, row.session])))
  return {
    rows,
    titleOf: (id) => {
      const session = byId().get(id)
      return session ? requestTitle([session], zone()) : id.slice(0, 12)
    },
  }
}
