// The interface over the fake app, as component tests open it: in Chinese, at an address, and taken off after each test.

import { afterEach } from 'vitest'
import type { App } from '../../src/app/app.ts'
import { setLanguage } from '../../src/ui/i18n/language.ts'
import { mount } from '../../src/ui/mount.tsx'
import type { UiShell } from '../../src/ui/uiShell.ts'
import { makeFakeApp, type FakeApp, type FakeOptions } from './fakeApp.ts'
import { makeFakeShell } from './fakeShell.ts'

export interface UiChanges {
  readonly shell?: Partial<UiShell>
  readonly app?: Partial<App>
}

let takeOff: (() => void) | undefined

export const openUi = (to: string, options: FakeOptions = {}, changes: UiChanges = {}): FakeApp => {
  closeUi()
  // The browser's own language would decide until somebody chooses one.
  setLanguage('zh-CN')
  history.replaceState(null, '', to)
  const root = document.createElement('div')
  root.id = 'root'
  document.body.append(root)
  const app: FakeApp = { ...makeFakeApp(options), ...changes.app }
  takeOff = mount(app, root, makeFakeShell(changes.shell))
  return app
}

/** With what dialogs and messages left beside the root. */
export const closeUi = (): void => {
  takeOff?.()
  takeOff = undefined
  document.querySelectorAll('body > *').forEach((element) => element.remove())
}

afterEach(() => {
  closeUi()
  history.replaceState(null, '', '/')
})
