import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { variables } from '../../packages/config/src/variables.ts'
import { startVariables } from '../start/options.ts'

// Run it to bring the README up to date: node scripts/docs/environment-table.ts

const readme = join(import.meta.dirname, '..', '..', 'README.md')
const marked = /(<!-- environment -->\n)[^]*?(<!-- \/environment -->)/

type Schema = {
  readonly default?: string | number
  readonly description?: string
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
}

/** The README as it must be: its text with tables made of the variables that the code reads. */
export function withEnvironment(text: string): string {
  const table = [...serviceTable(), '', 'Only `npm start` reads these:', '', ...startTable()].join('\n')
  return text.replace(marked, (_, begin: string, end: string) => `${begin}${table}\n${end}`)
}

function serviceTable(): readonly string[] {
  const { properties = {}, required = [] } = variables.toJSONSchema({ io: 'input', unrepresentable: 'any' })
  const rows = Object.entries(properties).map(([name, schema]) => {
    const { default: value, description = '', ...range } = schema as Schema // a boolean schema allows all or nothing
    const shown = required.includes(name) ? '**required**' : value === undefined ? '' : `\`${value}\``
    return `| \`${name}\` | ${shown} | ${[values(range), description].filter(Boolean).join('; ')} |`
  })
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows]
}

function startTable(): readonly string[] {
  const rows = startVariables.map(({ name, default: value, meaning }) => `| \`${name}\` | \`${value}\` | ${meaning} |`)
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows]
}

function values({ enum: choices, minimum, maximum }: Schema): string {
  if (choices !== undefined) return choices.map((choice) => `\`${choice}\``).join(', ')
  return minimum === undefined || maximum === undefined ? '' : `${minimum} to ${maximum}`
}

if (import.meta.main) writeFileSync(readme, withEnvironment(readFileSync(readme, 'utf8')))
