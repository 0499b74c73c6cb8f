import type { LucideIcon } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactElement } from 'react'
import { cx } from './classes.ts'

export type MenuItem = {
  readonly label: string
  readonly icon?: LucideIcon
  readonly danger?: boolean
  readonly checked?: boolean
  readonly disabled?: boolean
  readonly onSelect: () => void
}

/** A button with a list of things to do; groups are set apart by lines. */
export function Menu({
  groups,
  children,
  align = 'end',
}: {
  readonly groups: readonly (readonly MenuItem[])[]
  /** The button that opens it. */
  readonly children: ReactElement
  readonly align?: 'start' | 'end'
}) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-96 min-w-48 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-xl"
        >
          {groups.map((items, index) => (
            <DropdownMenu.Group key={index} className={index > 0 ? 'mt-1 border-t border-line pt-1' : ''}>
              {items.map(({ label, icon: Icon, danger, checked, disabled, onSelect }) => (
                <DropdownMenu.Item
                  key={label}
                  disabled={disabled ?? false}
                  onSelect={onSelect}
                  className={cx(
                    'flex cursor-pointer items-center gap-2.5 rounded px-2.5 py-1.5 text-base outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-sunken',
                    danger && 'text-bad',
                    checked && 'font-semibold',
                  )}
                >
                  {Icon && <Icon className="size-4 shrink-0" aria-hidden />}
                  <span className="truncate">{label}</span>
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
