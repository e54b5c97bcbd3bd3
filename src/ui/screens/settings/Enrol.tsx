// Enrolling another person or device: open their request file, see what would be signed, choose the role, hand back the certificate.

import { createSignal, Show, type JSX } from 'solid-js'
import type { Identity, Role } from '../../../app/app.ts'
import type { Bytes } from '../../../core/ids.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Select } from '../../parts/Field.tsx'
import { FileButton } from '../../parts/FileButton.tsx'
import { TimeText } from '../../parts/figures.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { saveFile } from '../../state/saveFile.ts'
import { Section } from './Section.tsx'
import { settingsWords as t } from './settingsWords.ts'

const roles: readonly Role[] = ['officer', 'custodian', 'approver', 'head', 'viewer', 'auditor', 'administrator']

interface Request {
  readonly person: string
  readonly officerNumber: string
  readonly device: string
  readonly made: number
  readonly fingerprint: string
  readonly request: Bytes
}

export const Enrol = (props: { readonly identity: Extract<Identity, { state: 'open' }> }): JSX.Element => {
  const app = useApp()
  const [request, setRequest] = createSignal<Request | null>(null)
  const [role, setRole] = createSignal<Role>('officer')
  const read = async (file: File): Promise<void> => {
    const answer = await act(app.readRequest(file))
    if (!answer) return
    setRole('officer')
    setRequest(answer.value)
  }
  const certify = async (): Promise<void> => {
    const asked = request()
    const answer = asked && (await act(app.certify(asked.request, [role()])))
    if (!answer) return
    saveFile(answer.value)
    setRequest(null)
    tell(t('certified'), answer.value.name)
  }
  return (
    <Section id="enrol" title={t('enrol')} about={t('enrolAbout')}>
      <Show when={props.identity.mayEnrol} fallback={<p class="note">{t('mayNot')}</p>}>
        <div class="row">
          <FileButton label={t('openRequest')} onFile={read} />
        </div>
      </Show>
      <Dialog
        open={request() !== null}
        onClose={() => setRequest(null)}
        title={t('certifyTitle')}
        about={t('certifyAbout')}
        actions={
          <>
            <Button onClick={() => setRequest(null)}>{common('cancel')}</Button>
            <Button tone="accent" icon="shield" onClick={certify}>
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
              <Select<Role> label={t('asRole')} value={role()} choices={roles.map((value) => ({ value, label: common(`role.${value}`) }))} onChoose={setRole} />
              <p class="note">{t('willSign', props.identity.unit, props.identity.person.name)}</p>
            </>
          )}
        </Show>
      </Dialog>
    </Section>
  )
}
