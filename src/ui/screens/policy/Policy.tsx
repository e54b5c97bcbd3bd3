// The policy profile (article 21): what is in force, what was and will be, a draft beside it, and adopting it. All of it in the URL.

import { A, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, For, Match, Show, Switch, type JSX } from 'solid-js'
import { fromUtf8, utf8 } from '../../../core/bytes.ts'
import { emptyBook } from '../../../core/deeds/deedBook.ts'
import type { Json } from '../../../core/format/canonicalJson.ts'
import type { Adoption } from '../../../core/policy/adoption.ts'
import { defaultProfile } from '../../../core/policy/defaultProfile.ts'
import { diffProfiles } from '../../../core/policy/diffProfiles.ts'
import { exampleProfile } from '../../../core/policy/exampleProfile.ts'
import { maxProfileLength, mayDo, profileSpan, rolesFor, type KnownProfile } from '../../../core/policy/profile.ts'
import { common } from '../../i18n/common.ts'
import { formatTime } from '../../i18n/formats.ts'
import { Button } from '../../parts/Button.tsx'
import { FileButton } from '../../parts/FileButton.tsx'
import { Hash } from '../../parts/Hash.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { tell, tellProblem } from '../../parts/Toast.tsx'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { saveFile } from '../../state/saveFile.ts'
import { Adopt } from './Adopt.tsx'
import { DiffTable } from './DiffTable.tsx'
import { createDraft, nextVersion } from './draft.ts'
import { faultText, placeText, wordText } from './placeText.ts'
import { asJson, fieldAt, sectionOf } from './policyFields.ts'
import { PolicyText } from './PolicyText.tsx'
import { policyWords as t } from './policyWords.ts'
import { Trial } from './Trial.tsx'
import './policy.css'

const views = ['read', 'diff', 'trial'] as const

export const Policy = (): JSX.Element => {
  const app = useApp()
  const [query, setQuery] = useSearchParams<{ profile?: string; view?: string }>()
  const book = createLive(() => app.deeds, emptyBook)
  const inForce = createLive(() => app.policy, defaultProfile)
  const identity = createLive(() => app.identity)
  const [adopting, setAdopting] = createSignal<KnownProfile | null>(null)
  const { draft, checked, begin: beginDraft, change, drop } = createDraft()

  /** Adopted twice is listed once, at its first adoption. */
  const profiles = createMemo((): readonly Adoption[] => [...new Map(book().profiles.toReversed().map((one) => [one.id, one])).values()].toSorted((a, b) => profileSpan(b.profile).beginMs - profileSpan(a.profile).beginMs || b.adoptedMs - a.adoptedMs))
  const onDraft = (): boolean => query.profile === 'draft' && draft() !== null
  const chosen = (): KnownProfile => profiles().find(({ id }) => query.profile && id.startsWith(query.profile)) ?? inForce()
  const view = (): (typeof views)[number] => views.find((name) => name === query.view) ?? 'read'
  const valid = (): KnownProfile | null => {
    const now = checked()
    return now?.ok ? now.value : null
  }
  const wrong = (): { readonly path: string; readonly detail: string } | null => {
    const now = checked()
    return now && !now.ok ? now.error : null
  }
  /** What is compared and tried: the draft, or another profile of the unit. */
  const other = (): KnownProfile | null => (onDraft() ? valid() : chosen())
  const who = () => {
    const now = identity()
    return now?.state === 'open' ? now.person : null
  }
  const mayAdopt = (): boolean => mayDo(defaultProfile.profile, who()?.roles ?? [], 'chooseProfile')
  const begin = (value: Json): void => {
    beginDraft(value, inForce())
    setQuery({ profile: 'draft', view: null })
  }
  const open = async (file: File): Promise<void> => {
    const text = file.size > maxProfileLength * 4 ? '' : fromUtf8(new Uint8Array(await file.arrayBuffer()))
    try {
      begin(JSON.parse(text.replace(/^\ufeff/, '')) as Json)
      const problem = wrong()
      if (problem) tellProblem({ type: 'ProfileInvalid', path: placeText(problem.path), detail: faultText(problem.detail) })
      else tell(t('fileRead', file.name))
    } catch {
      tellProblem({ type: 'ProfileInvalid', path: file.name, detail: t('notJson') })
    }
  }
  const stateOf = (one: Adoption): 'now' | 'ahead' | 'past' => (one.id === inForce().id ? 'now' : profileSpan(one.profile).beginMs > Date.now() ? 'ahead' : 'past')
  /** A draft that cannot be read as a profile is not drawn field by field: its shape may be anything. */
  const drawable = (): boolean => {
    const problem = wrong()
    return problem === null || (fieldAt(problem.path) !== null && hasShape(draft()?.value))
  }

  return (
    <section class="screen policy">
      <header class="screenHead">
        <A class="muted" href="/settings" aria-label={common('back')}>
          <Icon name="back" />
        </A>
        <h1>{t('title')}</h1>
        <span class="grow" />
        <Show when={!onDraft()}>
          <Button small icon="file" onClick={() => begin(nextVersion(chosen().profile))}>
            {t('edit')}
          </Button>
        </Show>
        <FileButton small label={t('import')} accept=".json,application/json" onFile={open} />
        <Button small icon="export" disabled={other() === null} onClick={() => { const known = other(); if (known) saveFile({ name: `${wordText(known.profile.title)}-${known.profile.version}.json`, bytes: utf8(known.text) }) }}>
          {t('export')}
        </Button>
      </header>
      <div class="policyBody">
        <nav class="policyHistory scroll" aria-label={t('history')}>
          <Show when={draft()}>
            {(now) => <button type="button" class="policyEntry" aria-current={onDraft()} onClick={() => setQuery({ profile: 'draft' })}>
              <span class="row">
                <strong class="grow clip">{t('draft')}</strong>
                <Show when={wrong()}>
                  <Icon name="warn" class="amber" size={14} />
                </Show>
              </span>
              <span class="muted small">{t('draftBy', now().by, formatTime(now().changedMs))}</span>
              <span class="muted small">{t('draftSince')}</span>
            </button>}
          </Show>
          <For each={profiles()}>
            {(one) => (
              <button type="button" class="policyEntry" aria-current={!onDraft() && chosen().id === one.id} onClick={() => setQuery({ profile: one.id.slice(0, 16) })}>
                <span class="row top">
                  <strong class="grow">{wordText(one.profile.title)}</strong>
                  <span class={`chip ${stateOf(one) === 'now' ? 'accent' : ''}`}>{t(`is.${stateOf(one)}`)}</span>
                </span>
                <span class="small">
                  {t('version', one.profile.version)} · {t('fromTo', one.profile.from, one.profile.until ?? '')}
                </span>
                <span class="muted small">{one.deed ? t('adoptedBy', one.deed.name, formatTime(one.adoptedMs)) : t('shipped')}</span>
                <Show when={one.deed?.fields.words}>{(words) => <span class="muted small">{words()}</span>}</Show>
              </button>
            )}
          </For>
          <div class="policyMore stack">
            <Button small tone="quiet" onClick={() => begin(asJson(exampleProfile.profile))}>
              {t('example')}
            </Button>
            <p class="muted small">{t('exampleAbout')}</p>
            <p class="muted small">{t('about')}</p>
          </div>
        </nav>
        <div class="policyMain scroll">
          <div class="policyBar row wrap">
            <div class="segments" role="group">
              <For each={views}>
                {(name) => (
                  <Button small tone="quiet" aria-pressed={view() === name} onClick={() => setQuery({ view: name === 'read' ? null : name }, { replace: true })}>
                    {t(name)}
                    <Show when={name === 'diff' && other()}>{(known) => <span class="muted">{diffProfiles(inForce().profile, known().profile).length}</span>}</Show>
                  </Button>
                )}
              </For>
            </div>
            <Show when={!onDraft()} fallback={<><span class="grow" /><Button small tone="quiet" onClick={() => window.confirm(t('discardAsk')) && (drop(), setQuery({ profile: null, view: null }))}>{t('discard')}</Button><Button small tone="accent" disabled={!mayAdopt() || valid() === null} onClick={() => setAdopting(valid())}>{t('adopt')}</Button></>}>
              <span class="small">
                {wordText(chosen().profile.title)} · {t('version', chosen().profile.version)} · {t('fromTo', chosen().profile.from, chosen().profile.until ?? '')}
              </span>
              <span class="muted small">
                <Hash value={chosen().id} name="SHA-256" />
              </span>
            </Show>
          </div>
          <Show when={!mayAdopt()}>
            <p class="note">{t('mayNot', rolesFor(defaultProfile.profile, 'chooseProfile').map((role) => common(`role.${role}`)).join(' · '))}</p>
          </Show>
          <Show when={onDraft() && draft()?.against !== inForce().id}>
            <p class="note amber" role="status">{t('changedMeanwhile')}</p>
          </Show>
          <Show when={onDraft() && wrong()}>
            {(problem) => (
              <p class="note amber row wrap" role="alert">
                <Icon name="warn" />
                <span class="grow">{t('problemIn', placeText(problem().path), faultText(problem().detail))}</span>
                <Show when={sectionOf(problem().path)}>
                  {(section) => (
                    <Button small onClick={() => (setQuery({ view: null }), document.getElementById(section().id)?.scrollIntoView({ block: 'start' }))}>
                      {t('show')}
                    </Button>
                  )}
                </Show>
              </p>
            )}
          </Show>
          <Switch>
            <Match when={view() === 'read' && onDraft()}>
              <Show when={drawable() && draft()}>{(now) => <PolicyText value={now().value} wrong={fieldAt(wrong()?.path ?? '')?.path ?? ''} onChange={change} />}</Show>
            </Match>
            <Match when={view() === 'read'}>
              <PolicyText value={asJson(chosen().profile)} />
            </Match>
            <Match when={view() === 'diff' && other()}>{(known) => <DiffTable before={inForce()} after={known()} />}</Match>
            <Match when={view() === 'trial' && other()}>{(known) => <Trial after={known()} />}</Match>
          </Switch>
        </div>
      </div>
      <Show when={adopting()}>
        {(candidate) => (
          <Adopt
            open
            candidate={candidate()}
            inForce={inForce()}
            book={book()}
            signer={who()?.name ?? ''}
            onClose={(adopted) => {
              const { id } = candidate()
              setAdopting(null)
              if (!adopted) return
              drop()
              setQuery({ profile: id.slice(0, 16), view: null })
            }}
          />
        )}
      </Show>
    </section>
  )
}

/** Every section's values are there, whatever is in them. */
const hasShape = (value: Json | undefined): boolean => {
  const shape = asJson(defaultProfile.profile) as { readonly [key: string]: Json }
  const fits = (one: Json | undefined, like: Json): boolean => (Array.isArray(like) ? Array.isArray(one) : like !== null && typeof like === 'object' ? one !== null && typeof one === 'object' && !Array.isArray(one) : one !== undefined)
  return value !== undefined && value !== null && typeof value === 'object' && Object.entries(shape).every(([key, like]) => fits((value as typeof shape)[key], like))
}
