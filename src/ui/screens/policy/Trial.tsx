// What another profile would mean for retention (article 14): counts, and the Sessions whose state would change. Nothing is changed by it.

import { A } from '@solidjs/router'
import { createMemo, For, Show, type JSX } from 'solid-js'
import type { KnownProfile } from '../../../core/policy/profile.ts'
import { simulateChange, type ChangeEffect } from '../../../core/policy/retention.ts'
import { common } from '../../i18n/common.ts'
import { formatCount, formatDay } from '../../i18n/formats.ts'
import { useApp } from '../../state/appContext.ts'
import { createLive } from '../../state/createLive.ts'
import { policyWords as t } from './policyWords.ts'

/** Sessions listed; the counts are of all. */
const shown = 200

export const Trial = (props: { readonly after: KnownProfile }): JSX.Element => {
  const app = useApp()
  const retention = createLive(() => app.custody.retention)
  const now = createLive(() => app.custody.now, 0)
  /** By the hour, so that it is not tried anew at every tick. */
  const hour = createMemo(() => Math.floor(now() / 3_600_000) * 3_600_000)
  const effect = createMemo(() => {
    const known = retention()
    return known && simulateChange(known.facts, known.profile, props.after, hour())
  })
  const rows = createMemo(() => {
    const [known, found] = [retention(), effect()]
    if (!known || !found) return []
    const sessions = new Map(known.rows.flatMap(({ session }) => session.parts.map(({ recordingId }) => [recordingId as string, session] as const)))
    const all = [...found.becomesDue.map((one) => ({ one, due: true })), ...found.noLongerDue.map((one) => ({ one, due: false }))]
    const bySession = Map.groupBy(all, ({ one }) => sessions.get(one.before.recordingId))
    return [...bySession].flatMap(([session, effects]) => (session && effects[0] ? [{ session, due: effects[0].due, count: effects.length, effect: effects[0].one }] : []))
  })
  const endText = (end: ChangeEffect['before']): string => (end.endMs === null ? t('noEnd') : formatDay(end.endMs - 1))
  return (
    <div class="stack wide">
      <p class="muted">{t('trialAbout')}</p>
      <Show when={effect()}>
        {(found) => (
          <Show when={found().shorter + found().longer + found().same > 0} fallback={<p class="muted">{t('trialEmpty')}</p>}>
            <dl class="trialFigures">
              <For each={[['becomesDue', found().becomesDue.length], ['noLongerDue', found().noLongerDue.length], ['shorter', found().shorter], ['longer', found().longer], ['unchanged', found().same]] as const}>
                {([name, count]) => (
                  <div>
                    <dt>{t(name)}</dt>
                    <dd class="number">{t('recordingsUnit', formatCount(count))}</dd>
                  </div>
                )}
              </For>
            </dl>
            <Show when={rows().length > 0} fallback={<p class="muted">{t('trialNone')}</p>}>
              <h3>
                {t('trialList')} <span class="muted">{formatCount(rows().length)}</span>
              </h3>
              <table>
                <thead>
                  <tr>
                    <th>{common('sessionWord')}</th>
                    <th />
                    <th>{t('endBefore')}</th>
                    <th>{t('endAfter')}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={rows().slice(0, shown)}>
                    {(row) => (
                      <tr>
                        <td>
                          <A href={`/archive/${encodeURIComponent(row.session.id)}`}>{row.session.day === 'unset' ? common('clockNotSet') : row.session.day}</A> {row.session.recorder ?? common('unknownRecorder')}
                        </td>
                        <td class={row.due ? 'amber' : ''}>
                          {t(row.due ? 'becomesDue' : 'noLongerDue')} {formatCount(row.count)}
                        </td>
                        <td class="muted">{endText(row.effect.before)}</td>
                        <td>{endText(row.effect.after)}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </Show>
          </Show>
        )}
      </Show>
    </div>
  )
}
