// Other roles or clearances for somebody of the unit: what is signed, and how earlier signatures are judged.

import { createSignal, type JSX } from 'solid-js'
import type { Identity, RosterEntry } from '../../../app/app.ts'
import { common } from '../../i18n/common.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { peopleWords as t } from './peopleWords.ts'
import { TermsFields, type Terms } from './TermsFields.tsx'

export const RenewDialog = (props: { readonly row: RosterEntry; readonly identity: Extract<Identity, { state: 'open' }>; readonly onClose: () => void }): JSX.Element => {
  const app = useApp()
  // The dialog is of one row and starts from what that row says now.
  // oxlint-disable-next-line solid/reactivity
  const [terms, setTerms] = createSignal<Terms>({ roles: props.row.roles, clearances: props.row.clearances })
  const renew = async (): Promise<void> => {
    if (!(await act(app.renewPerson(props.row.id, terms().roles, terms().clearances)))) return
    tell(t('didRenew', props.row.name))
    props.onClose()
  }
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={t('renewTitle', props.row.name)}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{common('cancel')}</Button>
          <Button tone="accent" icon="shield" disabled={terms().roles.length === 0} onClick={renew}>
            {t('doRenew')}
          </Button>
        </>
      }
    >
      <TermsFields terms={terms()} onChange={setTerms} />
      <p class="note">{t('willRenew', props.identity.unit, props.identity.person.name)}</p>
    </Dialog>
  )
}
