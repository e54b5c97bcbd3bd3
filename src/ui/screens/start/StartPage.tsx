// The quiet page around every start screen: the sign, the name, the language.

import type { JSX, ParentProps } from 'solid-js'
import { language, setLanguage } from '../../i18n/language.ts'
import { Button } from '../../parts/Button.tsx'
import { startWords as t } from './startWords.ts'

export const StartPage = (props: ParentProps<{ readonly title?: string }>): JSX.Element => (
  <main class="start scroll">
    <div class="startColumn stack wide">
      <header class="row">
        <img src="/icon.svg" width="32" height="32" alt="" />
        <span class="startName grow">{t('product')}</span>
        <Button tone="quiet" small onClick={() => setLanguage(language() === 'en' ? 'zh-CN' : 'en')} lang={language() === 'en' ? 'zh-CN' : 'en'}>
          {language() === 'en' ? '中文' : 'English'}
        </Button>
      </header>
      {props.title && <h1>{props.title}</h1>}
      {props.children}
    </div>
  </main>
)
