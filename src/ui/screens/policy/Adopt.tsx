// Adopting a profile: what it would do and when, then the signature; the whole text goes into the log with it.

import { A } from '@solidjs/router'
import { createMemo, createSignal, Show, type JSX } from 'solid-js'
import { utf8 } from '../../../core/bytes.ts'
import type { DeedBook, DeedRow } from '../../../core/deeds/deedBook.ts'
import { adoptionEffect } from '../../../core/policy/adoption.ts'
import { diffProfiles } from '../../../core/policy/diffProfiles.ts'
import type { KnownProfile } from '../../../core/policy/profile.ts'
import { common } from '../../i18n/common.ts'
import { formatDay } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { TextField } from '../../parts/Field.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { DiffTable } from './DiffTable.tsx'
import { wordText } from './placeText.ts'
import { policyWords as t } from './policyWords.ts'

interface AdoptProps {
  readonly open: boolean
  readonly candidate: KnownProfile
  readonly inForce: KnownProfile
  readonly book: DeedBook
  readonly signer: string
  readonly onClose: (adopted: boolean) => void
}

export const Adopt = (props: AdoptProps): JSX.Element => {
  const app = useApp()
  const [words, setWords] = createSignal('')
  const [deed, setDeed] = createSignal<DeedRow<'profile'> | null>(null)
  const effect = createMemo(() => adoptionEffect(props.book.profiles, props.candidate, Date.now()))
  const takes = (): string => {
    const { takes: when, fromMs, before } = effect()
    if (when === 'never') return before ? t('takes.never', wordText(before.profile.title), before.profile.from) : t('takes.over')
    return when === 'later' ? t('takes.later', formatDay(fromMs ?? 0)) : t('takes.now')
  }
  const recounts = (): boolean => props.candidate.profile.zone !== props.inForce.profile.zone || props.candidate.profile.session.gapMinutes !== props.inForce.profile.session.gapMinutes
  const sign = async (): Promise<void> => {
    const answer = await act(app.sign('profile', { profile: props.candidate.id, words: words() }, { attachments: [utf8(props.candidate.text)] }))
    if (answer) setDeed(answer.value)
  }
  const close = (): void => props.onClose(deed() !== null)
  return (
    <Dialog
      wide
      open={props.open}
      onClose={close}
      title={t('adoptTitle')}
      about={deed() ? undefined : t('signer', props.signer)}
      actions={
        <Show when={deed()} fallback={<><Button tone="quiet" onClick={close}>{common('cancel')}</Button><Button tone="accent" disabled={effect().takes === 'never' || effect().known} onClick={sign}>{t('adoptSign')}</Button></>}>
          {(done) => <><A class="button" href={`/log?tab=entries&log=${done().logId}&seq=${done().seq}`}>{t('openEntry')}</A><Button tone="accent" onClick={close}>{common('done')}</Button></>}
        </Show>
      }
    >
      <p>
        <strong>{wordText(props.candidate.profile.title)}</strong> · {t('version', props.candidate.profile.version)} · {t('fromTo', props.candidate.profile.from, props.candidate.profile.until ?? '')}
      </p>
      <Hash value={props.candidate.id} name="SHA-256" />
      <Show when={!deed()} fallback={<p class="green" role="status">{t('adopted')}</p>}>
        <p class="note" classList={{ amber: effect().takes === 'never' || effect().known }} role="status">
          {effect().known ? t('known') : takes()}
        </p>
        <Show when={effect().backdated && effect().takes !== 'never' && !effect().known}>
          <p class="note">{t('backdated')}</p>
        </Show>
        <Show when={recounts()}>
          <p class="note">{t('zoneNote')}</p>
        </Show>
        <h3>{t('diffCount', diffProfiles(props.inForce.profile, props.candidate.profile).length)}</h3>
        <div class="scroll adoptDiff">
          <DiffTable before={props.inForce} after={props.candidate} />
        </div>
        <TextField label={t('adoptWords')} rows={2} maxLength={4000} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
      </Show>
    </Dialog>
  )
}
