import { type KeyboardEvent, useRef, useState } from 'react'
import { type Column, kindOf } from '../model.ts'

type Step = { readonly row: number; readonly column: number }

type Props = {
  readonly column: Column
  readonly text: string
  /** `text` is null when nothing is to change; `step` says where to go from here. */
  readonly onDone: (text: string | null, step: Step) => void
}

const box = 'h-7 w-full min-w-0 rounded border border-accent bg-raised px-1.5 text-sm outline-none'
const stay = { row: 0, column: 0 }

/** Edits one value in its cell: Enter and Tab keep it and go on, Escape gives it up. */
export function CellEditor({ column, text, onDone }: Props) {
  const [value, setValue] = useState(text)
  const done = useRef(false) // leaving the field also ends what a key has ended already
  const end = (result: string | null, step: Step): void => {
    if (done.current) return
    done.current = true
    onDone(result, step)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') end(null, stay)
    else if (event.key === 'Enter') end(value, { row: 1, column: 0 })
    else if (event.key === 'Tab') end(value, { row: 0, column: event.shiftKey ? -1 : 1 })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const options = kindOf(column) === 'boolean' ? ['true', 'false'] : 'elements' in column ? column.elements : null
  const shared = {
    'aria-label': column.key,
    autoFocus: true,
    value,
    onKeyDown,
    onBlur: () => end(value, stay),
    className: box,
  }
  if (options === null) return <input {...shared} onChange={(event) => setValue(event.target.value)} />
  return (
    <select {...shared} onChange={(event) => setValue(event.target.value)}>
      {!column.required && <option value="">null</option>}
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  )
}
