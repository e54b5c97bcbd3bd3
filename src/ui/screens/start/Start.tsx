// Before work: first start, joining, unlocking, or another tab being the writer.

import { Match, Switch, type JSX } from 'solid-js'
import type { Identity } from '../../../app/app.ts'
import { shellWords } from '../../i18n/shellWords.ts'
import { FirstStart } from './FirstStart.tsx'
import { OtherTab } from './OtherTab.tsx'
import { Requested } from './Requested.tsx'
import { Unlock } from './Unlock.tsx'
import './start.css'

type Waiting = Exclude<Identity, { state: 'open' }>
type In<S extends Waiting['state']> = Extract<Waiting, { state: S }>

export const Start = (props: { readonly identity: Waiting }): JSX.Element => {
  const when = <S extends Waiting['state']>(state: S): In<S> | undefined => (props.identity.state === state ? (props.identity as In<S>) : undefined)
  return (
    <Switch fallback={<p class="startLoading muted">{shellWords('loading')}</p>}>
      <Match when={when('none')}>
        <FirstStart />
      </Match>
      <Match when={when('requested')}>{(now) => <Requested identity={now()} />}</Match>
      <Match when={when('locked')}>{(now) => <Unlock identity={now()} />}</Match>
      <Match when={when('otherTab')}>
        <OtherTab />
      </Match>
    </Switch>
  )
}
