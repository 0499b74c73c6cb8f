import { Checkbox as RadixCheckbox, Switch as RadixSwitch } from 'radix-ui'
import { Check, ChevronDown } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './classes.ts'

type Labelled = {
  readonly label: string
  readonly hint?: ReactNode
  /** The label is read, not shown: for fields whose place says what they are. */
  readonly bare?: boolean
}

const box =
  'w-full rounded-md border border-line-strong/70 bg-raised px-3 text-base text-ink shadow-xs transition-colors hover:border-line-strong focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30 disabled:opacity-60'

function Frame({ id, label, hint, bare, children }: Labelled & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={cx('relative', !bare && 'grid gap-1.5')}>
      <label htmlFor={id} className={bare ? 'sr-only' : 'text-sm font-medium text-ink'}>
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-faint">
          {hint}
        </p>
      )}
    </div>
  )
}

export function TextField({
  label,
  hint,
  bare,
  onChange,
  className,
  ...rest
}: Labelled & Omit<ComponentProps<'input'>, 'onChange'> & { readonly onChange?: (value: string) => void }) {
  const id = useId()
  return (
    <Frame {...{ id, label, hint }} bare={bare ?? false}>
      <input
        {...rest}
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange?.(event.target.value)}
        className={cx(box, 'h-9', className)}
      />
    </Frame>
  )
}

export function TextArea({
  label,
  hint,
  bare,
  onChange,
  className,
  ...rest
}: Labelled & Omit<ComponentProps<'textarea'>, 'onChange'> & { readonly onChange?: (value: string) => void }) {
  const id = useId()
  return (
    <Frame {...{ id, label, hint }} bare={bare ?? false}>
      <textarea
        rows={4}
        {...rest}
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange?.(event.target.value)}
        className={cx(box, 'py-2', className)}
      />
    </Frame>
  )
}

export type Option<V extends string> = { readonly value: V; readonly label: string }

export function SelectField<V extends string>({
  label,
  hint,
  bare,
  options,
  value,
  onChange,
  disabled,
}: Labelled & {
  readonly options: readonly Option<V>[]
  readonly value: V
  readonly onChange: (value: V) => void
  readonly disabled?: boolean
}) {
  const id = useId()
  return (
    <Frame {...{ id, label, hint }} bare={bare ?? false}>
      <div className="relative">
        <select
          id={id}
          value={value}
          disabled={disabled}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => onChange(event.target.value as V)}
          className={cx(box, 'h-9 appearance-none pr-9')}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown className="pointer-events-none absolute top-2.5 right-3 size-4 text-faint" aria-hidden />
      </div>
    </Frame>
  )
}

type Toggle = {
  readonly label: string
  readonly hint?: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

export function Switch({ label, hint, checked, onChange, disabled }: Toggle) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <RadixSwitch.Root
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled ?? false}
        className="mt-0.5 h-5 w-9 shrink-0 rounded-full border border-line-strong bg-sunken transition-colors disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <RadixSwitch.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-soft transition-transform data-[state=checked]:translate-x-[1.05rem] data-[state=checked]:bg-on-accent" />
      </RadixSwitch.Root>
      <div className="grid gap-0.5">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-sm text-faint">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}

export function Checkbox({ label, hint, checked, onChange, disabled, bare }: Toggle & { readonly bare?: boolean }) {
  const id = useId()
  return (
    <div className="relative flex items-start gap-2.5">
      <RadixCheckbox.Root
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        checked={checked}
        onCheckedChange={(value) => onChange(value === true)}
        disabled={disabled ?? false}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded border border-line-strong bg-raised disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <RadixCheckbox.Indicator>
          <Check className="size-3 text-on-accent" strokeWidth={3} aria-hidden />
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <div className={bare ? 'sr-only' : 'grid gap-0.5'}>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-sm text-faint">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
