import type { ReactNode } from 'react'
import { cx } from './classes.ts'

export type Column<T> = {
  readonly head: string
  readonly cell: (row: T) => ReactNode
  /** Left out on narrow screens. */
  readonly wide?: boolean
  readonly align?: 'right'
}

/** A table of things with names; the first column names the row. */
export function Table<T>({
  label,
  columns,
  rows,
  keyOf,
}: {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
}) {
  return (
    // On a narrow screen it scrolls, which the keyboard must be able to do as well.
    <div className="overflow-x-auto" role="group" aria-label={label} tabIndex={0}>
      <table aria-label={label} className="w-full text-left">
        <thead>
          <tr className="border-b border-line bg-sunken/60 text-xs text-faint">
            {columns.map(({ head, wide, align }) => (
              <th key={head} scope="col" className={cellClass(wide, align, 'py-2 font-medium')}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-b border-line last:border-0 hover:bg-sunken/50">
              {columns.map(({ head, cell, wide, align }) => (
                <td key={head} className={cellClass(wide, align, 'py-2.5')}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function cellClass(wide: boolean | undefined, align: 'right' | undefined, more: string): string {
  return cx('max-w-xs px-5', more, wide && 'hidden md:table-cell', align && 'text-right')
}
