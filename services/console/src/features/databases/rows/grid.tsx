import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { t } from '#texts'
import { cx } from '#ui/classes.ts'
import { Checkbox } from '#ui/field.tsx'
import { ErrorNote } from '#ui/states.tsx'
import { Time } from '#ui/time.tsx'
import { type Column, kindOf, type Row } from '../model.ts'
import { CellEditor } from './cell-editor.tsx'
import { readLines } from './csv.ts'
import { useRowsInView } from './pages.ts'
import { isJson, show } from './values.ts'

export type Sort = { readonly column: string; readonly descending: boolean }

type Props = {
  readonly columns: readonly Column[]
  readonly total: number
  readonly queries: readonly string[]
  readonly sort: Sort | null
  readonly onSort: (sort: Sort | null) => void
  readonly selected: ReadonlySet<string>
  readonly onSelect: (ids: ReadonlySet<string>) => void
  /** Changes one value. @throws what the server says */
  readonly onEdit: (row: Row, column: Column, text: string) => Promise<Row>
  readonly onOpen: (row: Row) => void
}

type Place = { readonly row: number; readonly column: number }

const rowHeight = 36
const idWidth = 190
const columnWidth = 200
const timeWidth = 150

/** A spreadsheet over any number of rows: only those in view exist. Arrow keys move, Enter edits, pasting fills. */
export function Grid(props: Props) {
  const { columns, total, queries, sort, onSort, selected, onSelect, onEdit, onOpen } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<Place>({ row: 0, column: 0 })
  const [editing, setEditing] = useState(false)
  const wantsFocus = useRef(false)
  const [error, setError] = useState<Error | null>(null)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  })
  const items = virtual.getVirtualItems()
  const rows = useRowsInView(queries, items[0]?.index ?? 0, items.at(-1)?.index ?? 0)
  const columnCount = columns.length + 1 // the id comes first
  const width = 44 + idWidth + columns.length * columnWidth + timeWidth

  const move = (place: Place): void => {
    const next = {
      row: Math.max(0, Math.min(total - 1, place.row)),
      column: Math.max(0, Math.min(columnCount - 1, place.column)),
    }
    wantsFocus.current = true
    setAt(next)
    virtual.scrollToIndex(next.row)
  }
  // Focus follows as soon as the cell is there, which may take a page that is still being read.
  useEffect(() => {
    if (editing || !wantsFocus.current) return
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${at.row}:${at.column}"]`)
    if (!cell) return
    wantsFocus.current = false
    cell.focus({ preventScroll: true })
  })

  const save = async (place: Place, text: string): Promise<void> => {
    const [row, column] = [rows.at(place.row), columns[place.column - 1]]
    if (!row || !column || show(row[column.key]) === text) return
    try {
      rows.replace(await onEdit(row, column, text))
      setError(null)
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)))
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing) return
    const steps: Readonly<Record<string, Place>> = {
      ArrowUp: { row: at.row - 1, column: at.column },
      ArrowDown: { row: at.row + 1, column: at.column },
      ArrowLeft: { row: at.row, column: at.column - 1 },
      ArrowRight: { row: at.row, column: at.column + 1 },
      PageUp: { row: at.row - 20, column: at.column },
      PageDown: { row: at.row + 20, column: at.column },
      Home: { row: event.ctrlKey ? 0 : at.row, column: 0 },
      End: { row: event.ctrlKey ? total - 1 : at.row, column: columnCount - 1 },
    }
    const step = steps[event.key]
    if (step) move(step)
    else if (event.key === 'Enter' || event.key === 'F2') activate(at)
    else if (event.key === ' ') toggle(rows.at(at.row))
    else return
    event.preventDefault()
  }
  const activate = (place: Place): void => {
    const [row, column] = [rows.at(place.row), columns[place.column - 1]]
    if (!row) return
    if (!column || isJson(column)) onOpen(row)
    else setEditing(true)
  }
  const toggle = (row: Row | undefined): void => {
    if (!row) return
    const next = new Set(selected)
    if (!next.delete(row.$id)) next.add(row.$id)
    onSelect(next)
  }
  const onPaste = (event: ClipboardEvent): void => {
    if (editing) return
    event.preventDefault()
    const lines = readLines(event.clipboardData.getData('text/plain'), '\t')
    const fill = async (): Promise<void> => {
      for (const [down, line] of lines.entries()) {
        for (const [across, text] of line.entries())
          await save({ row: at.row + down, column: at.column + across }, text)
      }
    }
    void fill()
  }
  const shown = items.map(({ index }) => rows.at(index)).filter((row) => row !== undefined)
  const all = shown.length > 0 && shown.every(({ $id }) => selected.has($id))
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {(error ?? rows.error) && (
        <div className="p-3">
          <ErrorNote error={error ?? rows.error ?? new Error()} />
        </div>
      )}
      <div
        ref={scroller}
        role="grid"
        aria-label={t.rows.title}
        aria-rowcount={total + 1}
        aria-colcount={columnCount + 1}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className="min-h-96 flex-1 overflow-auto bg-panel text-sm"
        style={{ contain: 'strict' }}
      >
        <div style={{ width, height: virtual.getTotalSize() + rowHeight }} className="relative min-w-full">
          <div
            role="row"
            aria-rowindex={1}
            className="sticky top-0 z-10 flex border-b border-line-strong/50 bg-sunken font-medium text-soft"
            style={{ height: rowHeight, width }}
          >
            <div role="columnheader" className="flex w-11 shrink-0 items-center justify-center border-r border-line">
              <Checkbox
                bare
                label={t.rows.selectShown}
                checked={all}
                onChange={(on) => onSelect(on ? new Set([...selected, ...shown.map(({ $id }) => $id)]) : new Set())}
              />
            </div>
            <Head label="$id" width={idWidth} sort={sort} onSort={onSort} />
            {columns.map((column) => (
              <Head
                key={column.key}
                label={column.key}
                detail={kindOf(column)}
                width={columnWidth}
                sort={sort}
                onSort={onSort}
                fixed={isJson(column)}
              />
            ))}
            <Head label="$createdAt" width={timeWidth} sort={sort} onSort={onSort} />
          </div>
          {items.map(({ index, start }) => {
            const row = rows.at(index)
            const isSelected = row !== undefined && selected.has(row.$id)
            return (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={isSelected}
                className={cx(
                  'absolute left-0 flex border-b border-line',
                  isSelected ? 'bg-accent-wash' : 'hover:bg-sunken/60',
                )}
                style={{ height: rowHeight, width, transform: `translateY(${start + rowHeight}px)`, top: 0 }}
              >
                <div role="gridcell" className="flex w-11 shrink-0 items-center justify-center border-r border-line">
                  {row && (
                    <Checkbox bare label={t.rows.select(row.$id)} checked={isSelected} onChange={() => toggle(row)} />
                  )}
                </div>
                {row ? (
                  <>
                    {[null, ...columns].map((column, place) => {
                      const active = at.row === index && at.column === place
                      const text = column === null ? row.$id : show(row[column.key])
                      return (
                        <div
                          key={column?.key ?? '$id'}
                          role="gridcell"
                          data-cell={`${index}:${place}`}
                          tabIndex={active ? 0 : -1}
                          onFocus={() => setAt({ row: index, column: place })}
                          onDoubleClick={() => activate({ row: index, column: place })}
                          style={{ width: column === null ? idWidth : columnWidth }}
                          className={cx(
                            'flex shrink-0 items-center border-r border-line px-2.5 outline-none',
                            column === null && 'font-mono text-xs',
                            active && 'ring-2 ring-accent ring-inset',
                          )}
                        >
                          {active && editing && column ? (
                            <CellEditor
                              column={column}
                              text={text}
                              onDone={(changed, step) => {
                                setEditing(false)
                                if (changed !== null) void save({ row: index, column: place }, changed)
                                move({ row: index + step.row, column: place + step.column })
                              }}
                            />
                          ) : column === null ? (
                            <button
                              type="button"
                              tabIndex={-1}
                              onClick={() => onOpen(row)}
                              className="truncate hover:text-accent hover:underline"
                            >
                              {text}
                            </button>
                          ) : (
                            <span className={cx('truncate', (row[column.key] ?? null) === null && 'text-faint italic')}>
                              {(row[column.key] ?? null) === null ? 'null' : text}
                            </span>
                          )}
                        </div>
                      )
                    })}
                    <div role="gridcell" className="flex items-center px-2.5 text-soft" style={{ width: timeWidth }}>
                      <Time at={row.$createdAt} />
                    </div>
                  </>
                ) : (
                  <div role="gridcell" className="flex flex-1 items-center px-2.5">
                    <span className="h-3 w-40 animate-pulse rounded bg-line" />
                  </div>
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

type HeadProps = {
  readonly label: string
  readonly detail?: string
  readonly width: number
  readonly sort: Sort | null
  readonly onSort: (sort: Sort | null) => void
  /** Cannot be sorted by. */
  readonly fixed?: boolean
}

function Head({ label, detail, width, sort, onSort, fixed = false }: HeadProps) {
  const mine = sort?.column === label ? sort : null
  const next =
    mine === null ? { column: label, descending: false } : mine.descending ? null : { column: label, descending: true }
  const Arrow = mine?.descending ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      aria-sort={mine === null ? 'none' : mine.descending ? 'descending' : 'ascending'}
      style={{ width }}
      className="flex shrink-0 items-center border-r border-line px-2.5"
    >
      <button type="button" disabled={fixed} onClick={() => onSort(next)} className="flex min-w-0 items-center gap-1.5">
        <span className="truncate font-mono text-xs text-ink">{label}</span>
        {detail !== undefined && <span className="truncate text-xs font-normal text-faint">{detail}</span>}
        {mine && <Arrow className="size-3 shrink-0 text-accent" aria-hidden />}
      </button>
    </div>
  )
}
