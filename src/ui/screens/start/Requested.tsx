// A request file was made: what happens to it, and where the certificate file comes in.

import { createSignal, Show, type JSX } from 'solid-js'
import type { Identity } from '../../../app/app.ts'
import type { FieldreelError } from '../../../core/errors.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { FileIn } from '../../parts/FileIn.tsx'
import { FileOut } from '../../parts/FileOut.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { StartPage } from './StartPage.tsx'
import { startWords as t } from './startWords.ts'

export const Requested = (props: { readonly identity: Extract<Identity, { state: 'requested' }> }): JSX.Element => {
  const app = useApp()
  const [error, setError] = createSignal<FieldreelError | null>(null)
  const [asking, setAsking] = createSignal(false)
  const accept = async (file: File): Promise<void> => {
    setError(null)
    const answer = await app.acceptCertificate(file)
    if (!answer.ok) setError(answer.error)
  }
  return (
    <StartPage title={t('requestedTitle')}>
      <p>{t('requestedAbout', props.identity.person.name, props.identity.unit)}</p>
      <div class="panel stack wide">
        <ol class="steps">
          <li>{t('steps1')}</li>
          <li>{t('steps2')}</li>
          <li>{t('steps3')}</li>
        </ol>
        <dl class="facts2">
          <dt>{t('requestId')}</dt>
          <dd>
            <code>{props.identity.requestId}</code>
            <p class="muted small">{t('requestIdAbout')}</p>
          </dd>
        </dl>
        <Show when={props.identity.request}>
          {(request) => (
            <div class="row wrap">
              <span class="muted small">{t('handRequest')}</span>
              <FileOut small file={request()} />
            </div>
          )}
        </Show>
        <Show when={error()}>{(failed) => <Problem error={failed()} plain />}</Show>
        <div class="row wrap">
          <FileIn label={t('openCertificate')} tone="accent" onFile={accept} />
          <span class="grow" />
          <Button tone="quiet" onClick={() => setAsking(true)}>
            {t('startOver')}
          </Button>
        </div>
      </div>
      <Dialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={t('startOverSure')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t('startOverKeep')}</Button>
            <Button tone="danger" onClick={() => act(app.startOver())}>
              {t('startOverDo')}
            </Button>
          </>
        }
      >
        <p>{t('startOverAbout')}</p>
      </Dialog>
    </StartPage>
  )
}
