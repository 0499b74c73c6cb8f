import { type FormEvent, type ReactNode, useState } from 'react'
import { t } from '#texts'
import { Button } from './button.tsx'
import { ErrorNote } from './states.tsx'

type Props = {
  readonly submit: string
  /** What it rejects with is shown; what was typed stays. */
  readonly onSubmit: () => Promise<unknown>
  readonly onCancel?: () => void
  readonly disabled?: boolean
  readonly look?: 'primary' | 'plain' | 'danger'
  readonly wide?: boolean
  readonly children: ReactNode
}

export function Form({
  submit,
  onSubmit,
  onCancel,
  disabled = false,
  look = 'primary',
  wide = false,
  children,
}: Props) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    event.stopPropagation() // a dialog lies within the page's form for React
    setBusy(true)
    setError(null)
    try {
      await onSubmit()
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void send(event)} className="grid gap-5">
      {children}
      {error && <ErrorNote error={error} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {onCancel && <Button onClick={onCancel}>{t.common.cancel}</Button>}
        <Button type="submit" look={look} busy={busy} disabled={disabled} className={wide ? 'w-full' : ''}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
