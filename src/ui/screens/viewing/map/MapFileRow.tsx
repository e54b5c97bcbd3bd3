// The map file: chosen here, asked for again at a later visit, or left out; without one it says how to get a map.

import { Match, Show, Switch, type JSX } from 'solid-js'
import type { MapFile } from '../../../../app/mapFile.ts'
import { messageOf } from '../../../messages.ts'
import { Button } from '../../../parts/Button.tsx'
import { FileButton } from '../../../parts/FileButton.tsx'
import { act } from '../../../state/act.ts'
import { useApp, useShell } from '../../../state/appContext.ts'
import { mapWords as t } from './mapWords.ts'

export const MapFileRow = (props: { readonly map: MapFile }): JSX.Element => {
  const app = useApp()
  const shell = useShell()
  const pick = async (): Promise<void> => {
    const chosen = await shell.pickMapFile()
    if (chosen) await act(app.chooseMap(chosen))
  }
  const Choose = (choose: { readonly label: string }): JSX.Element => (
    <Show when={shell.canPick} fallback={<FileButton small accept=".pmtiles" label={choose.label} onFile={(file) => act(app.chooseMap(shell.fileFromInput(file)))} />}>
      <Button small icon="file" onClick={pick}>
        {choose.label}
      </Button>
    </Show>
  )
  const Forget = (): JSX.Element => (
    <Button small tone="quiet" onClick={() => act(app.forgetMap())}>
      {t('forgetMap')}
    </Button>
  )
  return (
    <Switch
      fallback={
        <div class="stack">
          <p class="muted small">{t('noMap')}</p>
          <div class="row">
            <Choose label={t('chooseMap')} />
          </div>
        </div>
      }
    >
      <Match when={props.map.state === 'ready' && props.map}>
        {(map) => (
          <div class="row wrap">
            <span class="muted small grow clip" title={shell.canPick ? map().name : t('onlyNow')}>
              {map().name}
            </span>
            <Choose label={t('otherMap')} />
            <Forget />
          </div>
        )}
      </Match>
      <Match when={props.map.state === 'permission' && props.map}>
        {(map) => (
          <div class="stack">
            <p class="muted small">{t('askMapAbout')}</p>
            <div class="row wrap">
              <Button small icon="file" onClick={() => act(app.openMap())}>
                {t('askMap', map().name)}
              </Button>
              <Forget />
            </div>
          </div>
        )}
      </Match>
      <Match when={props.map.state === 'away' && props.map}>
        {(map) => (
          <div class="stack">
            <p class="amber small">
              {t('mapAway', map().name)} <span class="muted">{messageOf(map().error).title}</span>
            </p>
            <div class="row wrap">
              <Button small icon="refresh" onClick={() => act(app.openMap())}>
                {t('mapAgain')}
              </Button>
              <Choose label={t('otherMap')} />
              <Forget />
            </div>
          </div>
        )}
      </Match>
    </Switch>
  )
}
