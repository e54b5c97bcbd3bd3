// Reads CSV text (RFC 4180): quoted fields, line ends inside them, CRLF, LF or CR between records.

import { err, ok, type Result } from '../result.ts'

export interface CsvRecord {
  /** Line of the text at which the record begins, from 1: what an editor shows. */
  readonly line: number
  readonly fields: readonly string[]
}

export interface CsvError {
  readonly type: 'UnclosedQuote' | 'TextAfterQuote' | 'TooLong' | 'TooManyRecords'
  readonly line: number
}

export interface CsvLimits {
  /** UTF-16 units. */
  readonly maxLength: number
  readonly maxRecords: number
}

/**
 * A byte order mark is skipped; records without any text are left out. Fields are not trimmed, and may be of any number
 * in a record. A quote inside an unquoted field is an ordinary character, as spreadsheets write it.
 */
export const readCsv = (text: string, limits: CsvLimits, separator = ','): Result<readonly CsvRecord[], CsvError> => {
  if (text.length > limits.maxLength) return err({ type: 'TooLong', line: 1 })
  const records: CsvRecord[] = []
  let fields: string[] = []
  let [line, firstLine] = [1, 1]
  let at = text.startsWith('\ufeff') ? 1 : 0
  const endOfRecord = (): void => {
    if (fields.some((field) => field.trim() !== '')) records.push({ line: firstLine, fields })
    fields = []
  }
  while (at < text.length) {
    if (records.length > limits.maxRecords) return err({ type: 'TooManyRecords', line })
    if (fields.length === 0) firstLine = line
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1)
      if (end < 0) return err({ type: 'UnclosedQuote', line: firstLine })
      const field = text.slice(at + 1, end).replaceAll('""', '"')
      line += lineEnds(field)
      fields.push(field)
      at = end + 1
      if (at < text.length && text[at] !== separator && !isLineEnd(text[at])) return err({ type: 'TextAfterQuote', line })
    } else {
      let end = at
      while (end < text.length && text[end] !== separator && !isLineEnd(text[end])) end += 1
      fields.push(text.slice(at, end))
      at = end
    }
    if (text[at] === separator) {
      at += 1
      // A separator at the very end, or before a line's end, is followed by one more, empty field.
      if (at === text.length || isLineEnd(text[at])) fields.push('')
    }
    if (isLineEnd(text[at])) {
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
      line += 1
      endOfRecord()
    }
  }
  endOfRecord()
  return records.length > limits.maxRecords ? err({ type: 'TooManyRecords', line }) : ok(records)
}

const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r'

const lineEnds = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0

/** −1 when there is none; a doubled quote is a quote. */
const closingQuote = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
  return -1
}
