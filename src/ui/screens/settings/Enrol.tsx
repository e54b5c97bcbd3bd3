// Enrolling another person or device: their request by file or QR code, what would be signed, roles and clearances, the certificate back.

import { createSignal, Show, type JSX } from 'solid-js'
import type { Identity, OutFile } from '../../../app/app.ts'
import type { Bytes } from '../../../core/ids.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { FileIn } from '../../parts/FileIn.tsx'
import { FileOut } from '../../parts/FileOut.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { saveFile } from '../../state/saveFile.ts'
import { peopleWords } from './peopleWords.ts'
import { Section } from './Section.tsx'
import { settingsWords as t } from './settingsWords.ts'
import { TermsFields, type Terms } from './TermsFields.tsx'

interface Request {
  readonly person: string
  readonly officerNumber: string
  readonly device: string
  readonly made: number
  readonly fingerprint: string
  readonly request: Bytes
}

const firstTerms: Terms = { roles: ['officer'], clearances: [] }

export const Enrol = (props: { readonly identity: Extract<Identity, { state: 'open' }> }): JSX.Element => {
  const app = useApp()
  const [request, setRequest] = createSignal<Request | null>(null)
  const [terms, setTerms] = createSignal<Terms>(firstTerms)
  const [issued, setIssued] = createSignal<{ readonly file: OutFile; readonly brief: OutFile } | null>(null)
  const read = async (file: File): Promise<void> => {
    const answer = await act(app.readRequest(file))
    if (!answer) return
    setTerms(firstTerms)
    setRequest(answer.value)
  }
  const certify = async (): Promise<void> => {
    const asked = request()
    const answer = asked && (await act(app.certify(asked.request, terms().roles, terms().clearances)))
    if (!answer) return
    saveFile(answer.value.file)
    setRequest(null)
    setIssued(answer.value)
    tell(t('certified'), answer.value.file.name)
  }
  return (
    <Section id="enrol" title={t('enrol')} about={t('enrolAbout')}>
      <Show when={props.identity.mayEnrol} fallback={<p class="note">{t('mayNot')}</p>}>
        <div class="row wrap">
          <FileIn label={t('openRequest')} onFile={read} />
        </div>
        <Show when={issued()}>
          {(made) => (
            <div class="note stack" role="status">
              <strong>{peopleWords('handOverTitle')}</strong>
              <p>{peopleWords('handOverAbout')}</p>
              <div class="row wrap">
                <FileOut small file={made().file} brief={made().brief} />
                <Button small tone="quiet" onClick={() => setIssued(null)}>
                  {common('done')}
                </Button>
              </div>
            </div>
          )}
        </Show>
      </Show>
      <Dialog
        open={request() !== null}
        onClose={() => setRequest(null)}
        title={t('certifyTitle')}
        about={t('certifyAbout')}
        actions={
          <>
            <Button onClick={() => setRequest(null)}>{common('cancel')}</Button>
            <Button tone="accent" icon="shield" disabled={terms().roles.length === 0} onClick={certify}>
              {t('certify')}
            </Button>
          </>
        }
      >
        <Show when={request()}>
          {(asked) => (
            <>
              <p class="requestNumber">
                <span class="muted small">{t('requestNumber')}</span>
                <code>{asked().fingerprint}</code>
              </p>
              <dl class="facts2">
                <dt>{t('personName')}</dt>
                <dd>{asked().person}</dd>
                <dt>{t('officerNumber')}</dt>
                <dd>{asked().officerNumber || common('none')}</dd>
                <dt>{t('theirDevice')}</dt>
                <dd>{asked().device}</dd>
                <dt>{t('made')}</dt>
                <dd>
                  <TimeText ms={asked().made} />
                </dd>
              </dl>
              <TermsFields terms={terms()} onChange={setTerms} />
              <p class="note">{t('willSign', props.identity.unit, props.identity.person.name)}</p>
            </>
          )}
        </Show>
      </Dialog>
    </Section>
  )
}
