import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './classes.ts'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

const looks: Readonly<Record<Look, string>> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent',
  plain: 'bg-panel text-ink border-line-strong/70 hover:bg-sunken',
  quiet: 'bg-transparent text-soft border-transparent hover:bg-sunken hover:text-ink',
  danger: 'bg-panel text-bad border-bad/50 hover:bg-bad-wash',
}

/** The classes of a button, for links that look like one. */
export function buttonClass(look: Look = 'plain', small = false): string {
  return cx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-55',
    small ? 'h-8 px-2.5 text-sm' : 'h-9 px-3.5 text-base',
    looks[look],
  )
}

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  readonly look?: Look
  readonly small?: boolean
  readonly busy?: boolean
  readonly icon?: LucideIcon
  readonly children: ReactNode
}

export function Button({
  look = 'plain',
  small = false,
  busy = false,
  icon: Icon,
  children,
  className,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      disabled={busy || rest.disabled}
      aria-busy={busy || undefined}
      className={cx(buttonClass(look, small), className)}
    >
      {busy ? (
        <LoaderCircle className="size-4 animate-spin" aria-hidden />
      ) : (
        Icon && <Icon className="size-4" aria-hidden />
      )}
      {children}
    </button>
  )
}

/** A button that shows only a picture; its name is for readers of screens and shows as a tip. */
export function IconButton({
  icon: Icon,
  label,
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'children'> & { readonly icon: LucideIcon; readonly label: string }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={cx(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-soft transition-colors hover:bg-sunken hover:text-ink disabled:opacity-50',
        className,
      )}
    >
      <Icon className="size-4" aria-hidden />
    </button>
  )
}
