import { Link, useParams } from '@tanstack/react-router'
import { Table2 } from 'lucide-react'
import { useReading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Page, Panel } from '#ui/page.tsx'
import { Empty, Reading } from '#ui/states.tsx'
import { type Box, boxWidth, headHeight, layOut, lineHeight, linesOf, maxNamed } from './layout.ts'
import { kindOf, type Table } from './model.ts'

/** Tables that one diagram shows. */
const maxTables = 100

/** The tables of a database, their columns, and how they are related. */
export function Diagram() {
  const projectId = useProjectId()
  const { databaseId = '' } = useParams({ strict: false })
  const queries = [Query.limit(maxTables)]
  const read = useReading(useProjectApi(), 'tablesDB.listTables', { databaseId, queries })
  return (
    <Page
      wide
      title={t.databases.diagram}
      lead={
        <Link
          to="/project/$projectId/databases/$databaseId"
          params={{ projectId, databaseId }}
          className="hover:text-ink"
        >
          {t.databases.backToTables}
        </Link>
      }
    >
      <Panel flush>
        <Reading of={read}>
          {({ tables }) =>
            tables.length === 0 ? (
              <Empty icon={Table2} title={t.databases.noTablesTitle} />
            ) : (
              <Drawing tables={tables} />
            )
          }
        </Reading>
      </Panel>
    </Page>
  )
}

function Drawing({ tables }: { readonly tables: readonly Table[] }) {
  const { boxes, width, height } = layOut(tables)
  const lines = linesOf(boxes)
  return (
    <>
      <div className="overflow-auto" tabIndex={0} role="region" aria-label={t.databases.diagram}>
        <svg
          role="img"
          aria-label={t.databases.diagramOf(tables.length, lines.length)}
          width={width}
          height={height}
          className="block"
        >
          {lines.map(({ path, from, to }) => (
            <path key={`${from} ${to}`} d={path} fill="none" strokeWidth={1.5} className="stroke-accent" />
          ))}
          {boxes.map((box) => (
            <TableBox key={box.table.$id} box={box} />
          ))}
        </svg>
      </div>
      {lines.length > 0 && (
        <ul aria-label={t.databases.relationships} className="grid gap-1 border-t border-line px-5 py-4 text-sm">
          {lines.map(({ from, to, label }) => (
            <li key={`${from} ${to}`}>
              <span className="font-mono">{from}</span> → <span className="font-mono">{to}</span>{' '}
              <span className="text-soft">{label}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function TableBox({ box: { table, x, y, height } }: { readonly box: Box }) {
  const named = table.columns.slice(0, maxNamed)
  const more = table.columns.length - named.length
  const lineAt = (index: number): number => headHeight + lineHeight * (index + 0.5) + 4
  return (
    <g transform={`translate(${x} ${y})`} className="text-xs">
      <rect width={boxWidth} height={height} rx={8} className="fill-raised stroke-line-strong" />
      <text x={12} y={headHeight / 2 + 5} className="fill-ink text-sm font-semibold">
        {short(table.name, 26)}
      </text>
      <line x2={boxWidth} y1={headHeight} y2={headHeight} className="stroke-line" />
      {named.map((column, index) => (
        <g key={column.key}>
          <text x={12} y={lineAt(index)} className="fill-ink">
            {short(column.key, 18)}
          </text>
          <text x={boxWidth - 12} y={lineAt(index)} textAnchor="end" className="fill-soft">
            {`${kindOf(column)}${column.array ? '[]' : ''}`}
          </text>
        </g>
      ))}
      {more > 0 && (
        <text x={12} y={lineAt(named.length)} className="fill-soft">
          {t.databases.moreColumns(more)}
        </text>
      )}
    </g>
  )
}

function short(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
