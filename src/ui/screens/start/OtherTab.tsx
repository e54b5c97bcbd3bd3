// Another tab of this browser writes the log: this one waits.

import type { JSX } from 'solid-js'
import { Button } from '../../parts/Button.tsx'
import { StartPage } from './StartPage.tsx'
import { startWords as t } from './startWords.ts'

export const OtherTab = (): JSX.Element => (
  <StartPage title={t('otherTab')}>
    <p>{t('otherTabAbout')}</p>
    <p class="muted">{t('otherTabNext')}</p>
    <div class="row">
      <Button tone="accent" icon="refresh" onClick={() => location.reload()}>
        {t('reload')}
      </Button>
    </div>
  </StartPage>
)
