/** Writes a line of CSV (RFC 4180). Texts that a spreadsheet would take for a formula are kept as texts. */
export function writeLine(values: readonly string[]): string {
  return `${values.map(quote).join(',')}\r\n`
}

function quote(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Reads CSV or, as copied from a spreadsheet, tabs. Quotes may hold separators and line ends. */
export function readLines(text: string, separator = ','): readonly (readonly string[])[] {
  const lines: string[][] = []
  let line: string[] = []
  let cell = ''
  let quoted = false
  const endLine = (): void => {
    line.push(cell)
    lines.push(line)
    line = []
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (quoted) {
      if (character !== '"') cell += character
      else if (text.charAt(at + 1) === '"') cell += text.charAt(at++)
      else quoted = false
    } else if (character === '"' && cell === '') quoted = true
    else if (character === separator) {
      line.push(cell)
      cell = ''
    } else if (character === '\n') endLine()
    else if (character !== '\r') cell += character
  }
  if (cell !== '' || line.length > 0) endLine()
  return lines
}
