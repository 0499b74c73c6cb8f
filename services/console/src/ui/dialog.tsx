import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { t } from '#texts'
import { IconButton } from './button.tsx'
import { cx } from './classes.ts'
import { TextField } from './field.tsx'
import { Form } from './form.tsx'

type Props = {
  readonly onClose: () => void
  readonly title: string
  readonly lead?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

/** Mounted while it is open; the focus goes back to what had it before. */
export function Dialog({ onClose, title, lead, wide = false, children }: Props) {
  const [opener] = useState(() => document.activeElement)
  return (
    <Radix.Root open onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45 data-[state=open]:animate-[fade_120ms_ease-out]" />
        <Radix.Content
          {...(lead === undefined ? { 'aria-describedby': undefined } : {})}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (opener instanceof HTMLElement) opener.focus()
          }}
          className={cx(
            'fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-lg border border-line bg-panel p-5 shadow-2xl sm:p-6',
            wide ? 'max-w-3xl' : 'max-w-lg',
          )}
        >
          <div className="mb-5 flex items-start justify-between gap-4">
            <div className="grid min-w-0 gap-1">
              <Radix.Title className="text-lg font-semibold break-words">{title}</Radix.Title>
              {lead !== undefined && <Radix.Description className="text-soft">{lead}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton icon={X} label={t.common.close} className="-mt-1 -mr-1" />
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

type ConfirmProps = {
  readonly title: string
  readonly children: ReactNode
  readonly action: string
  /** Must be typed first, for what cannot be undone and takes much with it. */
  readonly typed?: string
  readonly onConfirm: () => Promise<unknown>
  readonly onClose: () => void
}

/** Asks before something is destroyed. Mounted while it is asked. */
export function Confirm({ title, children, action, typed, onConfirm, onClose }: ConfirmProps) {
  const [text, setText] = useState('')
  return (
    <Dialog onClose={onClose} title={title}>
      <Form
        submit={action}
        look="danger"
        onCancel={onClose}
        disabled={typed !== undefined && text !== typed}
        onSubmit={async () => {
          await onConfirm()
          onClose()
        }}
      >
        <div className="text-soft">{children}</div>
        {typed !== undefined && (
          <TextField label={t.common.typeToConfirm(typed)} value={text} onChange={setText} autoComplete="off" />
        )}
      </Form>
    </Dialog>
  )
}

/** A form in a dialog, which closes once what it sends has been accepted. */
export function FormDialog({
  title,
  lead,
  submit = t.common.create,
  wide = false,
  disabled = false,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  readonly submit?: string
  readonly wide?: boolean
  readonly disabled?: boolean
  readonly onSubmit: () => Promise<unknown>
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  return (
    <Dialog onClose={onClose} title={title} wide={wide} {...(lead === undefined ? {} : { lead })}>
      <Form
        submit={submit}
        onCancel={onClose}
        disabled={disabled}
        onSubmit={async () => {
          await onSubmit()
          onClose()
        }}
      >
        {children}
      </Form>
    </Dialog>
  )
}
