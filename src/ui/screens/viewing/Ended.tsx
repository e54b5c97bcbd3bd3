// Shown instead of the picture: a block that failed its check with everything an auditor asks for, or why the player stopped.

import { A } from '@solidjs/router'
import { For, Show, type JSX } from 'solid-js'
import type { SessionRow } from '../../../app/app.ts'
import { BLOCK_BYTES } from '../../../core/catalog/recording.ts'
import type { FieldreelError, PlaybackError } from '../../../core/errors.ts'
import { recordingId } from '../../../core/ids.ts'
import { common } from '../../i18n/common.ts'
import { formatBytes } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { approvalsWords } from '../approvals/approvalsWords.ts'
import { PrintFooter } from '../log/PrintFooter.tsx'
import { SessionTitle } from './SessionTitle.tsx'
import { viewingWords as t } from './viewingWords.ts'

type Mismatch = Extract<PlaybackError, { type: 'BlockMismatch' }>

export const Ended = (props: { readonly row: SessionRow; readonly error: FieldreelError; /** The urgent visit that is to be approved afterwards. */ readonly report: string | null; readonly onAgain: () => void }): JSX.Element => {
  const mismatch = (): Mismatch | undefined => (props.error.type === 'BlockMismatch' ? props.error : undefined)
  return (
    <section class="screen">
      <PrintFooter />
      <header class="screenHead">
        <SessionTitle row={props.row} />
      </header>
      <div class="screenBody scroll">
        <div class="ended stack wide">
          <Show
            when={mismatch()}
            fallback={
              <>
                <h1>{t('stopped')}</h1>
                <Problem error={props.error} />
                <p class="muted">{t('closedAbout')}</p>
              </>
            }
          >
            {(error) => <MismatchPage row={props.row} error={error()} />}
          </Show>
          <div class="row wrap noPrint">
            <Button tone={mismatch() ? 'plain' : 'accent'} onClick={() => props.onAgain()}>
              {t('again')}
            </Button>
            <Show when={props.report}>
              {(visit) => (
                <A class="button" href={`/approvals/ask?urgent=${visit()}`}>
                  {approvalsWords('urgentAsk')}
                </A>
              )}
            </Show>
            <A class="button" href={`/archive/${encodeURIComponent(props.row.session.id)}`}>
              {t('inArchive')}
            </A>
            <Button tone={mismatch() ? 'accent' : 'plain'} icon="print" onClick={() => window.print()}>
              {t('printPage')}
            </Button>
          </div>
        </div>
      </div>
    </section>
  )
}

const MismatchPage = (props: { readonly row: SessionRow; readonly error: Mismatch }): JSX.Element => {
  const app = useApp()
  const copies = createLive(() => app.recordingCopies(recordingId(props.error.recordingId)), [])
  const bad = (copy: { readonly driveId: string; readonly path: string }): boolean => copy.driveId === props.error.driveId && copy.path === props.error.path
  const others = (): ReturnType<typeof copies> => copies().filter((copy) => !bad(copy) && copy.state === 'fingerprinted')
  const driveName = (): string => copies().find(bad)?.driveName ?? props.row.whereabouts.drives.find(({ driveId }) => driveId === props.error.driveId)?.name ?? props.error.driveId
  return (
    <div class="stack wide" role="alert">
      <header class="row top">
        <Icon name="stop" size={28} class="red" />
        <div class="stack">
          <h1>{t('mismatchTitle')}</h1>
          <p>{t('mismatchAbout')}</p>
        </div>
      </header>
      <dl class="facts2 panel">
        <dt>{t('whichRecording')}</dt>
        <dd>
          <Hash value={props.error.recordingId} />
        </dd>
        <dt>{t('whichBlock')}</dt>
        <dd>{t('blockOf', props.error.block, formatBytes(props.error.block * BLOCK_BYTES))}</dd>
        <dt>{t('whichDrive')}</dt>
        <dd>{driveName()}</dd>
        <dt>{t('file')}</dt>
        <dd class="path">{props.error.path}</dd>
      </dl>
      <div class="stack">
        <h2>{t('kept')}</h2>
        <p>{t('keptList')}</p>
      </div>
      <div class="stack">
        <h2>{t('todo')}</h2>
        <p>{others().length > 0 ? t('todoOther', others().length) : t('todoNone')}</p>
        <p>{t('todoTell')}</p>
      </div>
      <Show when={others().length > 0}>
        <div class="stack">
          <h2>{t('otherCopies')}</h2>
          <ul class="stack">
            <For each={others()}>
              {(copy) => (
                <li>
                  {common('drive')} {copy.driveName} <span class="path muted">{copy.path}</span>
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
    </div>
  )
}
