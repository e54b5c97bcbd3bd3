// Writes CSV text (RFC 4180) that spreadsheets read as it is meant: with a byte order mark, CRLF, and no field that runs as a formula.

/** Fields that begin as a formula get an apostrophe before them: names of files and people come from elsewhere. */
export const writeCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(fieldText).join(',')}\r\n`).join('')}`

const fieldText = (field: string | number): string => {
  const text = typeof field === 'number' ? String(field) : /^[=+\-@\t\r]/.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
