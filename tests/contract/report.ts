import { reckon, type ServiceReport } from './reckon.ts'

const { services, unknown } = reckon()
if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify({ services }, null, 2)}\n`)
} else {
  process.stdout.write(`${[...table(services), ...details(services)].join('\n')}\n`)
  if (unknown.length > 0) process.stdout.write(`\nBeyond the contract: ${unknown.join(', ')}\n`)
}

function table(reports: Readonly<Record<string, ServiceReport>>): readonly string[] {
  const line = (name: string, ...numbers: readonly (number | string)[]): string =>
    name.padEnd(14) + numbers.map((number) => String(number).padStart(11)).join('')
  const rows = Object.entries(reports).map(([name, { total, done, missing, different }]) => {
    return { name, numbers: [total, done, missing.length, new Set(different.map(({ id }) => id)).size] }
  })
  const sums = [0, 1, 2, 3].map((column) => rows.reduce((sum, { numbers }) => sum + (numbers[column] ?? 0), 0))
  return [
    line('service', 'total', 'done', 'missing', 'different'),
    ...rows.map(({ name, numbers }) => line(name, ...numbers)),
    line('', ...sums),
  ]
}

function details(reports: Readonly<Record<string, ServiceReport>>): readonly string[] {
  const different = Object.values(reports).flatMap((report) => report.different)
  return different.length === 0 ? [] : ['', ...different.map(({ id, what }) => `${id}: ${what}`)]
}
