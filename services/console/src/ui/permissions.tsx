import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { t } from '#texts'
import { Button, IconButton } from './button.tsx'
import { Checkbox, TextField } from './field.tsx'

const actions = ['create', 'read', 'update', 'delete'] as const
type Action = (typeof actions)[number]

type Props = {
  /** As the API writes them: `read("any")`. */
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  /** False where nothing can be created below, as in a row. */
  readonly canCreate: boolean
}

/** Who may do what: a line a role. */
export function PermissionsEditor({ value, onChange, canCreate }: Props) {
  const [role, setRole] = useState('')
  const shown = canCreate ? actions : actions.filter((action) => action !== 'create')
  const roles = [...new Set(value.map((permission) => parse(permission)?.role ?? ''))].filter(Boolean)
  const has = (action: Action, of: string): boolean => value.includes(write(action, of))
  const toggle = (action: Action, of: string, on: boolean): void => {
    const without = value.filter((permission) => permission !== write(action, of))
    onChange(on ? [...without, write(action, of)] : without)
  }
  const add = (): void => {
    if (role.trim() === '' || roles.includes(role.trim())) return
    onChange([...value, write('read', role.trim())])
    setRole('')
  }
  return (
    <div className="grid gap-3">
      {roles.length > 0 && (
        <div className="overflow-x-auto">
          <table aria-label={t.permissions.title} className="w-full text-left">
            <thead>
              <tr className="text-xs text-faint">
                <th scope="col" className="py-1.5 pr-4 font-medium">
                  {t.permissions.role}
                </th>
                {shown.map((action) => (
                  <th key={action} scope="col" className="px-3 py-1.5 font-medium">
                    {t.permissions.actions[action]}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {roles.map((of) => (
                <tr key={of} className="border-t border-line">
                  <th scope="row" className="py-2 pr-4 font-mono text-sm font-normal break-all">
                    {of}
                  </th>
                  {shown.map((action) => (
                    <td key={action} className="px-3 py-2">
                      <Checkbox
                        bare
                        label={`${t.permissions.actions[action]}: ${of}`}
                        checked={has(action, of)}
                        onChange={(on) => toggle(action, of, on)}
                      />
                    </td>
                  ))}
                  <td className="py-1 text-right">
                    <IconButton
                      icon={Trash2}
                      label={t.permissions.remove(of)}
                      onClick={() => onChange(value.filter((permission) => parse(permission)?.role !== of))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            label={t.permissions.add}
            hint={t.permissions.hint}
            value={role}
            onChange={setRole}
            list="roles"
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
          <datalist id="roles">
            {['any', 'guests', 'users', 'users/verified'].map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        </div>
        <Button icon={Plus} onClick={add} className="mb-6.5">
          {t.permissions.addButton}
        </Button>
      </div>
    </div>
  )
}

function write(action: Action, role: string): string {
  return `${action}("${role}")`
}

function parse(permission: string): { readonly action: string; readonly role: string } | null {
  const [, action, role] = /^(\w+)\("(.*)"\)$/.exec(permission) ?? []
  return action === undefined || role === undefined ? null : { action, role }
}
