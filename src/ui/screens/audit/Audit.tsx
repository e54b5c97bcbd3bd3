// The auditor's place (articles 3 and 20): the board, Findings, who watched what, log health; one period over all, and the report.

import { Content, Root } from '@kobalte/core/tabs'
import { Show, type JSX } from 'solid-js'
import { mayDo, rolesFor } from '../../../core/policy/profile.ts'
import { common } from '../../i18n/common.ts'
import { Arriving } from '../../parts/Arriving.tsx'
import { Button } from '../../parts/Button.tsx'
import { TabList } from '../../parts/TabList.tsx'
import { tell } from '../../parts/Toast.tsx'
import { act } from '../../state/act.ts'
import { useApp } from '../../state/appContext.ts'
import { createArriving } from '../../state/createArriving.ts'
import { createLive } from '../../state/createLive.ts'
import { createPrinting } from '../../state/createPrinting.ts'
import { saveFile } from '../../state/saveFile.ts'
import { auditJson, citedEntries, findingsCsv, viewingsCsv } from './auditExport.ts'
import { auditWords as t } from './auditWords.ts'
import { Board } from './Board.tsx'
import { AuditContext, auditTabs, createAudit } from './createAudit.ts'
import { Findings } from './Findings.tsx'
import { Logs } from './Logs.tsx'
import { namesOf, noNames } from './names.ts'
import { PeriodChooser } from './PeriodChooser.tsx'
import { Report } from './Report.tsx'
import { Viewings } from './Viewings.tsx'
import './audit.css'

export const Audit = (): JSX.Element => {
  const app = useApp()
  const audit = createAudit()
  const identity = createLive(() => app.identity)
  const policy = createLive(() => app.policy)
  const printing = createPrinting()
  const me = () => {
    const now = identity()
    return now?.state === 'open' ? now : null
  }
  const arriving = createArriving()
  /** What is taken away does not change any more, unlike the screen. */
  const isWanted = (): boolean => !arriving() || window.confirm(t('exportEarly'))
  const mayExport = (): boolean => {
    const [who, known] = [me(), policy()]
    return who !== null && known !== undefined && mayDo(known.profile, who.person.roles, 'exportFindings')
  }
  const needed = (): string => t('mayNotExport', rolesFor(policy()?.profile ?? { roles: [] }, 'exportFindings').map((role) => common(`role.${role}`)).join(' · '))
  const names = () => { const book = audit.book(); return book ? namesOf(book) : noNames }
  const csv = (): void => {
    if (!isWanted()) return
    const file = audit.tab() === 'viewings' ? viewingsCsv(audit, names()) : findingsCsv(audit, names())
    saveFile(file)
    tell(t('exported'), file.name)
  }
  const json = async (): Promise<void> => {
    if (!isWanted()) return
    const who = me()
    const proofs = await act(app.auditProofs(citedEntries(audit)))
    if (!proofs || !who) return
    const file = auditJson(audit, { unit: who.unit, agencyRoot: who.agencyRoot, person: who.person.name }, proofs.value)
    saveFile(file)
    tell(t('exported'), file.name)
  }
  return (
    <AuditContext.Provider value={audit}>
      <section class="screen audit">
        <Root class="screen tabs noPrint" value={audit.tab()} onChange={(next) => audit.set({ tab: next === 'board' ? '' : next })}>
          <header class="screenHead auditHead">
            <h1>{t('title')}</h1>
            <TabList tabs={auditTabs}>{(tab) => <>{t(`tab.${tab}`)}<Show when={tab === 'findings' && audit.findings().length}>{(count) => <span class="tabCount">{count()}</span>}</Show></>}</TabList>
            <div class="row auditActs">
              <PeriodChooser />
              <Button small icon="print" onClick={() => window.print()}>{t('print')}</Button>
              <Button small icon="export" disabled={!mayExport()} title={mayExport() ? t(audit.tab() === 'viewings' ? 'exportCsvViewings' : 'exportCsvFindings') : needed()} onClick={csv}>CSV</Button>
              <Button small icon="export" disabled={!mayExport()} title={mayExport() ? t('exportJson') : needed()} onClick={json}>JSON</Button>
            </div>
          </header>
          <Arriving />
          <Show when={audit.book()} fallback={<p class="screenBody muted">{t('loading')}</p>}>
            <Content class="tabBody" value="board"><Board /></Content>
            <Content class="tabBody" value="findings"><Findings /></Content>
            <Content class="tabBody" value="viewings"><Viewings /></Content>
            <Content class="tabBody" value="logs"><Logs /></Content>
          </Show>
        </Root>
        <Show when={printing()}><Report audit={audit} /></Show>
      </section>
    </AuditContext.Provider>
  )
}
