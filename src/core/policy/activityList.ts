// A unit's 音像记录清单 from CSV text (article 6): which step of which matter is recorded from when to when, and kept how long.

import { readCsv, type CsvError, type CsvRecord } from '../format/csv.ts'
import { foldText } from '../catalog/search.ts'
import { readRetentionTerm, type RetentionTerm } from './retentionTerm.ts'

export interface ActivityRow {
  /** Line of the file, from 1. */
  readonly line: number
  /** 类别. */
  readonly category: string
  /** 事项. */
  readonly matter: string
  /** 环节. */
  readonly step: string
  /** 记录开始, 记录结束: what the unit's list says in words. */
  readonly begins: string
  readonly ends: string
  /** 存储期限, as written and as understood. */
  readonly retention: string
  readonly term: RetentionTerm
}

export type ActivityColumn = 'category' | 'matter' | 'step' | 'begins' | 'ends' | 'retention'

export type ActivityListProblem =
  | CsvError
  /** No row names the columns; `line` is 1. */
  | { readonly type: 'HeadingMissing'; readonly line: number }
  | { readonly type: 'ColumnMissing'; readonly line: number; readonly column: ActivityColumn }
  | { readonly type: 'ColumnTwice'; readonly line: number; readonly column: ActivityColumn }
  | { readonly type: 'CellEmpty'; readonly line: number; readonly column: ActivityColumn }
  | { readonly type: 'CellTooLong'; readonly line: number; readonly column: ActivityColumn; readonly limit: number }
  | { readonly type: 'TermUnreadable'; readonly line: number; readonly text: string }
  | { readonly type: 'RowTwice'; readonly line: number; readonly firstLine: number }
  | { readonly type: 'ListEmpty'; readonly line: number }

export interface ActivityList {
  readonly rows: readonly ActivityRow[]
  /** A list with problems is shown, and not taken over. */
  readonly problems: readonly ActivityListProblem[]
}

export const activityListLimits = { maxLength: 8 << 20, maxRecords: 20_000 }
const maxCellLength = 500

/**
 * Columns in any order and others beside them; titles above the headings are skipped. An empty cell means
 * the one above (merged cells), as long as the 类别 is the same; only the 环节 must stand in every row.
 */
export const readActivityList = (text: string): ActivityList => {
  const records = readCsv(text, activityListLimits, separatorOf(text))
  if (!records.ok) return { rows: [], problems: [records.error] }
  const headingAt = records.value.findIndex(({ fields }) => fields.filter((field) => columnOf(field)).length >= 2)
  const heading = records.value[headingAt]
  if (!heading) return { rows: [], problems: [{ type: 'HeadingMissing', line: 1 }] }
  const { places, problems } = readHeading(heading)
  if (problems.length > 0) return { rows: [], problems }
  const { rows, problems: wrong } = readRows(records.value.slice(headingAt + 1), places)
  return { rows, problems: rows.length + wrong.length === 0 ? [{ type: 'ListEmpty', line: heading.line }] : wrong }
}

const columns: readonly ActivityColumn[] = ['category', 'matter', 'step', 'begins', 'ends', 'retention']

const headings: Readonly<Record<ActivityColumn, RegExp>> = {
  category: /^(执法|活动|事项)?类(别|型)$|^category$/u,
  matter: /^(执法|记录)?事项(名称)?$|^matter$/u,
  step: /^(执法|记录)?环节$|^step$/u,
  begins: /^(记录)?(开始|起点|起始)(时间|节点)?$|^begins?$/u,
  ends: /^(记录)?(结束|终点|终止)(时间|节点)?$|^ends?$/u,
  retention: /^(存储|保存|保管)(期限|时间|时限)$|^retention$/u,
}

const columnOf = (heading: string): ActivityColumn | null => {
  const plain = foldText(heading).replace(/\s|[(（].*$/gu, '')
  return columns.find((column) => headings[column].test(plain)) ?? null
}

/** Spreadsheets write tabs or semicolons where the system says so. */
const separatorOf = (text: string): string => {
  const count = (separator: string): number => text.slice(0, 4_000).split(separator).length
  return [',', '\t', ';'].reduce((best, one) => (count(one) > count(best) ? one : best))
}

type Places = ReadonlyMap<ActivityColumn, number>

const readHeading = ({ line, fields }: CsvRecord): { readonly places: Places; readonly problems: readonly ActivityListProblem[] } => {
  const found = fields.map(columnOf)
  const twice = columns.filter((column) => found.indexOf(column) !== found.lastIndexOf(column))
  const missing = columns.filter((column) => !found.includes(column))
  return {
    places: new Map(columns.map((column) => [column, found.indexOf(column)])),
    problems: [...missing.map((column) => ({ type: 'ColumnMissing' as const, line, column })), ...twice.map((column) => ({ type: 'ColumnTwice' as const, line, column }))],
  }
}

const readRows = (records: readonly CsvRecord[], places: Places): ActivityList => {
  const rows: ActivityRow[] = []
  const problems: ActivityListProblem[] = []
  const lines = new Map<string, number>()
  let above: Readonly<Record<ActivityColumn, string>> = { category: '', matter: '', step: '', begins: '', ends: '', retention: '' }
  for (const { line, fields } of records) {
    const cell = (column: ActivityColumn): string => clean(fields[places.get(column) ?? -1] ?? '')
    const category = cell('category') || above.category
    const merged = (column: ActivityColumn): string => cell(column) || (category === above.category ? above[column] : '')
    const cells = { category, matter: merged('matter'), step: cell('step'), begins: merged('begins'), ends: merged('ends'), retention: merged('retention') }
    above = cells
    const wrong = problemsOf(line, cells)
    const term = readRetentionTerm(cells.retention)
    const key = JSON.stringify([category, cells.matter, cells.step])
    const firstLine = lines.get(key)
    if (firstLine !== undefined) wrong.push({ type: 'RowTwice', line, firstLine })
    lines.set(key, firstLine ?? line)
    if (!term && cells.retention !== '') wrong.push({ type: 'TermUnreadable', line, text: cells.retention.slice(0, maxCellLength) })
    problems.push(...wrong)
    if (term && wrong.length === 0) rows.push({ line, ...cells, term })
  }
  return { rows, problems }
}

const clean = (cell: string): string => cell.normalize('NFC').replace(/[\s\p{Cc}]+/gu, ' ').trim()

const problemsOf = (line: number, cells: Readonly<Record<ActivityColumn, string>>): ActivityListProblem[] =>
  columns.flatMap((column): readonly ActivityListProblem[] => {
    if (cells[column] === '') return [{ type: 'CellEmpty', line, column }]
    return cells[column].length > maxCellLength ? [{ type: 'CellTooLong', line, column, limit: maxCellLength }] : []
  })
