// Draws the interface over the fake app, for pictures: `?to=/archive&identity=open&work=1&empty=1&days=14&failing={"type":…}`.

import type { Identity } from '../../src/app/app.ts'
import type { FieldreelError } from '../../src/core/errors.ts'
import { mount } from '../../src/ui/mount.tsx'
import { makeFakeApp } from './fakeApp.ts'
import { makeFakeShell } from './fakeShell.ts'

const query = new URLSearchParams(location.search)
history.replaceState(null, '', query.get('to') ?? '/archive')
const app = makeFakeApp({ identity: (query.get('identity') ?? 'open') as Identity['state'], empty: query.has('empty'), work: query.has('work'), days: Number(query.get('days') ?? 14), laterMs: Number(query.get('later') ?? 0) * 86_400_000, ...(query.has('failing') ? { failing: JSON.parse(query.get('failing') ?? '') as FieldreelError } : {}) })
mount(app, document.getElementById('root') as HTMLElement, makeFakeShell())
