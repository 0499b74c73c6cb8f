import { writeFileSync } from 'node:fs'

export type Figure = {
  readonly what: string
  readonly value: number
  readonly unit: 's' | 'ms' | 'MB' | 'KB' | '1/s' | '1/min' | '%'
  /** Share of the bare servers in the same run. */
  readonly ofExpress?: number
  readonly ofNode?: number
  readonly note?: string
  /** Largest value, or smallest share of Express, that meets the architecture's budget. */
  readonly budget?: { readonly atMost?: number; readonly atLeast?: number; readonly atLeastOfExpress?: number }
}

/** Null where no budget is set. */
function meets({ value, ofExpress, budget }: Figure): boolean | null {
  if (budget?.atMost !== undefined) return value <= budget.atMost
  if (budget?.atLeast !== undefined) return value >= budget.atLeast
  if (budget?.atLeastOfExpress !== undefined) return (ofExpress ?? 0) >= budget.atLeastOfExpress
  return null
}

export function printReport(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [
    figure.what,
    `${round(figure.value)} ${figure.unit}`,
    percent(figure.ofExpress),
    percent(figure.ofNode),
    budgetText(figure),
    { true: 'met', false: 'MISSED', null: '' }[String(meets(figure)) as 'true' | 'false' | 'null'],
    figure.note ?? '',
  ])
  const header = ['what', 'figure', 'of Express', 'of Node', 'budget', '', 'note']
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of [header, ...rows]) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    )
  }
}

export function writeJson(file: string, figures: readonly Figure[]): void {
  const measured = figures.map((figure) => ({ ...figure, met: meets(figure) }))
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), node: process.version, figures: measured }, null, 2)}\n`,
  )
}

function budgetText({ unit, budget }: Figure): string {
  if (budget?.atMost !== undefined) return `<= ${budget.atMost} ${unit}`
  if (budget?.atLeast !== undefined) return `>= ${budget.atLeast} ${unit}`
  return budget?.atLeastOfExpress === undefined ? '' : `>= ${percent(budget.atLeastOfExpress)}`
}

function percent(share: number | undefined): string {
  return share === undefined ? '' : `${(share * 100).toFixed(0)} %`
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)
}
