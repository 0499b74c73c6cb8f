import { ListFilter, Plus, X } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { Query } from '#api/query.ts'
import { t } from '#texts'
import { Button, IconButton } from '#ui/button.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { type Column, kindOf } from '../model.ts'

export type Filter = { readonly column: string; readonly method: Method; readonly value: string }

const methods = [
  'equal',
  'notEqual',
  'lessThan',
  'lessThanEqual',
  'greaterThan',
  'greaterThanEqual',
  'contains',
  'startsWith',
  'search',
  'isNull',
  'isNotNull',
] as const
type Method = (typeof methods)[number]

const withoutValue: readonly Method[] = ['isNull', 'isNotNull']

export function queriesOf(filters: readonly Filter[], columns: readonly Column[]): readonly string[] {
  return filters.map(({ column, method, value }) => {
    const found = columns.find(({ key }) => key === column)
    return Query.where(method, column, withoutValue.includes(method) ? [] : [typed(found, value)])
  })
}

function typed(column: Column | undefined, text: string): unknown {
  const kind = column ? kindOf(column) : 'string'
  if (kind === 'boolean') return text === 'true'
  return (kind === 'integer' || kind === 'double') && text.trim() !== '' ? Number(text) : text
}

export function Filters({
  columns,
  value,
  onChange,
}: {
  readonly columns: readonly Column[]
  readonly value: readonly Filter[]
  readonly onChange: (filters: readonly Filter[]) => void
}) {
  return (
    <>
      <AddFilter columns={columns} onAdd={(filter) => onChange([...value, filter])} />
      {value.map((filter, at) => (
        <span
          key={`${filter.column}-${at}`}
          className="inline-flex max-w-full items-center gap-1 rounded-full border border-line bg-sunken py-0.5 pr-1 pl-3 text-sm"
        >
          <span className="truncate">
            <span className="font-mono">{filter.column}</span> {t.rows.methods[filter.method]}{' '}
            <span className="font-medium">{withoutValue.includes(filter.method) ? '' : filter.value}</span>
          </span>
          <IconButton
            icon={X}
            label={t.rows.removeFilter(filter.column)}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
            className="size-6 rounded-full"
          />
        </span>
      ))}
    </>
  )
}

function AddFilter({
  columns,
  onAdd,
}: {
  readonly columns: readonly Column[]
  readonly onAdd: (filter: Filter) => void
}) {
  const keys = [
    ...columns.filter(({ type }) => type !== 'relationship').map(({ key }) => key),
    '$id',
    '$createdAt',
    '$updatedAt',
  ]
  const [open, setOpen] = useState(false)
  const [column, setColumn] = useState(keys[0] ?? '$id')
  const [method, setMethod] = useState<Method>('equal')
  const [value, setValue] = useState('')
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button small icon={ListFilter}>
          {t.rows.filter}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t.rows.filter}
          className="z-40 w-72 rounded-md border border-line bg-raised p-4 shadow-xl"
        >
          <form
            className="grid gap-3"
            onSubmit={(event) => {
              event.preventDefault()
              onAdd({ column, method, value })
              setValue('')
              setOpen(false)
            }}
          >
            <SelectField
              label={t.rows.column}
              value={column}
              onChange={setColumn}
              options={keys.map((key) => ({ value: key, label: key }))}
            />
            <SelectField
              label={t.rows.condition}
              value={method}
              onChange={setMethod}
              options={methods.map((each) => ({ value: each, label: t.rows.methods[each] }))}
            />
            {!withoutValue.includes(method) && (
              <TextField label={t.rows.value} required value={value} onChange={setValue} />
            )}
            <Button type="submit" look="primary" icon={Plus}>
              {t.rows.apply}
            </Button>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
