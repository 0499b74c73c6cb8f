import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useCallback, useState } from 'react'
import { Query } from '#api/query.ts'
import { Panel } from './page.tsx'
import { Pagination } from './pagination.tsx'
import { SearchField } from './search.tsx'
import { Empty, Reading } from './states.tsx'
import { type Column, Table } from './table.tsx'

const pageSize = 25

/** Where somebody is in a list, and what its operation is asked for. */
export function useListState(order: string = Query.orderDesc('$createdAt')) {
  const [search, setText] = useState('')
  const [page, setPage] = useState(1)
  const setSearch = useCallback((text: string) => {
    setText(text)
    setPage(1)
  }, [])
  return {
    search,
    setSearch,
    page,
    setPage,
    params: {
      queries: [order, Query.limit(pageSize), Query.offset((page - 1) * pageSize)],
      ...(search === '' ? {} : { search }),
    },
  }
}

type Props<D, T> = {
  readonly label: string
  readonly of: { readonly data: D | undefined; readonly error: Error | null; readonly refetch: () => unknown }
  readonly rows: (data: D) => readonly T[]
  readonly total: (data: D) => number
  readonly columns: readonly Column<T>[]
  readonly keyOf: (row: T) => string
  readonly state: ReturnType<typeof useListState>
  /** Name of the field to search with; left out where the operation cannot search. */
  readonly searchLabel?: string
  readonly noneFound?: string
  readonly empty: {
    readonly icon: LucideIcon
    readonly title: string
    readonly text?: string
    readonly action?: ReactNode
  }
}

/** A list with search and pages, in all its states. */
export function Listing<D, T>({
  label,
  of,
  rows,
  total,
  columns,
  keyOf,
  state,
  searchLabel,
  noneFound,
  empty,
}: Props<D, T>) {
  const searching = state.search !== ''
  return (
    <>
      {searchLabel !== undefined && <SearchField label={searchLabel} value={state.search} onChange={state.setSearch} />}
      <Panel flush>
        <Reading of={of}>
          {(data) =>
            rows(data).length === 0 ? (
              <Empty
                icon={empty.icon}
                title={searching ? (noneFound ?? empty.title) : empty.title}
                action={!searching && empty.action}
              >
                {searching ? undefined : empty.text}
              </Empty>
            ) : (
              <>
                <Table label={label} rows={rows(data)} keyOf={keyOf} columns={columns} />
                <Pagination page={state.page} pageSize={pageSize} total={total(data)} onChange={state.setPage} />
              </>
            )
          }
        </Reading>
      </Panel>
    </>
  )
}
