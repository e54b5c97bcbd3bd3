// Before the picture (articles 16 and 17): what covers the viewing and what opening it signs, or the ways to a valid approval.

import { A } from '@solidjs/router'
import { createSignal, For, onMount, Show, type JSX } from 'solid-js'
import type { Cover, CoverReason, SessionRow } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import { bringDriveActs } from '../../../core/policy/acts.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { createRight } from '../../state/createRight.ts'
import type { Asked } from '../approvals/RequestForm.tsx'
import type { Registration } from './createViewing.ts'
import { SessionTitle } from './SessionTitle.tsx'
import type { OpenIdentity } from './Viewing.tsx'
import { viewingWords as t } from './viewingWords.ts'
import { Ways } from './Ways.tsx'

interface RegisteringProps {
  readonly row: SessionRow
  readonly me: OpenIdentity
  readonly first: Registration
  readonly refused: FieldreelError | null
  readonly onSign: (registration: Registration) => void
}

export const Registering = (props: RegisteringProps): JSX.Element => {
  const app = useApp()
  onMount(app.prepareViewing)
  const answer = createLive(() => app.cover(props.row.session.id))
  const cover = (): Cover | undefined => {
    const now = answer()
    return now?.ok ? now.value : undefined
  }
  const reasons = (): readonly CoverReason[] | undefined => {
    const now = answer()
    return now && !now.ok ? now.error : undefined
  }
  // Kept here: an approval that arrives or runs out meanwhile does not empty the form.
  const [why, setWhy] = createSignal<Asked>(props.first)
  /** Nobody should sign for a picture that cannot come. */
  const nothing = (): boolean => props.row.recordings.every(({ playMode }) => playMode === 'none')
  return (
    <section class="screen">
      <header class="screenHead">
        <A class="button quiet compact" href={`/archive/${encodeURIComponent(props.row.session.id)}`}>
          {t('inArchive')}
        </A>
        <h1>{t('registerTitle')}</h1>
      </header>
      <div class="screenBody scroll">
        <div class="register stack wide">
          <div class="panel row wrap">
            <SessionTitle row={props.row} />
          </div>
          <Show
            when={!nothing()}
            fallback={
              <p class="note amber row top">
                <Icon name="warn" class="amber" />
                {t('nothingPlays')}
              </p>
            }
          >
            <Show when={props.refused}>{(error) => <Problem error={error()} actions={<Mending row={props.row} error={error()} />} />}</Show>
            <Show when={cover()} fallback={<Show when={reasons()}>{(found) => <Ways row={props.row} me={props.me} reasons={found()} why={why()} onWhy={(change) => setWhy((before) => ({ ...before, ...change }))} onUrgent={() => props.onSign({ ...trimmed(why()), urgent: true })} />}</Show>}>
              {(found) => <Covered row={props.row} me={props.me} cover={found()} onOpen={props.onSign} />}
            </Show>
          </Show>
        </div>
      </div>
    </section>
  )
}

const trimmed = ({ purpose, reason, caseNumber }: Asked): Asked => ({ purpose, reason: reason.trim(), caseNumber: caseNumber.trim() })

/** Purpose, reason and case are those of the Request: what was approved is what is watched for. */
const Covered = (props: { readonly row: SessionRow; readonly me: OpenIdentity; readonly cover: Cover; readonly onOpen: (registration: Registration) => void }): JSX.Element => {
  const asked = (): Asked => props.cover.request.deed.fields
  const open = (): void => props.onOpen({ ...trimmed(asked()), urgent: false })
  return (
    <>
      <section class="panel stack" aria-label={t('coveredTitle')}>
        <h2 class="row">
          <Icon name="check" class="green" />
          {t('coveredTitle')}
        </h2>
        <dl class="facts2">
          <dt>{t('approvedBy')}</dt>
          <dd>
            {props.cover.approval.name} <span class="muted">{props.cover.approval.officerNumber}</span> <TimeText ms={props.cover.approval.madeMs} />
            <Show when={props.cover.approval.fields.words}>{(words) => <p>{words()}</p>}</Show>
          </dd>
          <dt>{t('registeredBy')}</dt>
          <dd>
            <Show when={props.cover.registration} fallback={t('registeredByOpening')}>
              {(registration) => (
                <>
                  {registration().name} <TimeText ms={registration().madeMs} />
                </>
              )}
            </Show>
          </dd>
          <dt>{t('validUntil')}</dt>
          <dd>
            <TimeText ms={props.cover.untilMs} />
          </dd>
          <dt>{t('timesLeft')}</dt>
          <dd>{props.cover.timesLeft === null ? t('anyTimes') : t('timesLeftOf', props.cover.timesLeft)}</dd>
          <dt>{t('purpose')}</dt>
          <dd>{common(`purpose.${asked().purpose}`)}</dd>
          <dt>{t('reason')}</dt>
          <dd>{asked().reason}</dd>
          <dt>{t('caseNumber')}</dt>
          <dd>{asked().caseNumber || <span class="muted">{t('noCase')}</span>}</dd>
        </dl>
      </section>
      <WillSign row={props.row} me={props.me} />
      <div class="row">
        <A class="button quiet" href={`/approvals/${props.cover.request.deed.id}`}>
          {t('seeRequest')}
        </A>
        <span class="grow" />
        <Button tone="accent" icon="shield" onClick={open}>
          {t('openIt')}
        </Button>
      </div>
    </>
  )
}

const WillSign = (props: { readonly row: SessionRow; readonly me: OpenIdentity }): JSX.Element => (
  <div class="note stack">
    <h3>{t('willSign')}</h3>
    <ul class="signList">
      <li>{t('signsWho', props.me.person.name, props.me.person.officerNumber, props.me.device)}</li>
      <li>{t('signsWhat', props.row.recordings.length)}</li>
      <li>{t('signsAfter')}</li>
    </ul>
  </div>
)

/** Buttons for the drives that would help, or who may connect them. */
const Mending = (props: { readonly row: SessionRow; readonly error: FieldreelError }): JSX.Element => {
  const app = useApp()
  const bring = createRight(...bringDriveActs)
  const away = (): SessionRow['whereabouts']['drives'] => (props.error.type === 'CopyUnavailable' ? props.row.whereabouts.drives.filter(({ connected }) => !connected) : [])
  return (
    <>
      <Show when={away().length > 0 && !bring.may()}>
        <span>{t('reconnectBy', bring.needed())}</span>
      </Show>
      <For each={bring.may() ? away() : []}>
        {(drive) => (
          <Button small icon="drive" onClick={() => act(app.reconnectDrive(drive.driveId))}>
            {t('reconnect', drive.name)}
          </Button>
        )}
      </For>
      <Show when={['CopyUnavailable', 'PermissionDenied', 'DriveGone', 'FileGone', 'FileChanged', 'WrongDrive'].includes(props.error.type)}>
        <A class="button compact" href="/drives">
          <Icon name="drive" />
          {t('toDrives')}
        </A>
      </Show>
    </>
  )
}
