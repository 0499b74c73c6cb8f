import { useState } from 'react'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import type { Row, Table } from '../model.ts'
import { grantOf, rolesOf, rowActions } from './verdicts.ts'

/** Tells what somebody may do with a row as it is stored, and why. */
export function PermissionCheck({ table, row }: { readonly table: Table; readonly row: Row }) {
  const api = useProjectApi()
  const [userId, setUserId] = useState('')
  const [checked, setChecked] = useState<{ readonly who: string; readonly roles: ReadonlySet<string> } | null>(null)
  const check = async (): Promise<void> => {
    setChecked(null)
    const user = userId === '' ? null : await api.call('users.get', { userId })
    const found = user === null ? null : await api.call('users.listMemberships', { userId })
    const who = user === null ? t.rows.check.guest : user.name || user.email || user.$id
    setChecked({ who, roles: rolesOf(user, found?.memberships ?? []) })
  }
  return (
    <section aria-label={t.rows.check.title} className="mt-6 grid gap-4 border-t border-line pt-5">
      <div className="grid gap-1">
        <h3 className="font-semibold">{t.rows.check.title}</h3>
        <p className="text-sm text-soft">{t.rows.check.lead}</p>
      </div>
      <Form submit={t.rows.check.submit} look="plain" onSubmit={check}>
        <TextField label={t.rows.check.userId} hint={t.rows.check.userIdHint} value={userId} onChange={setUserId} />
      </Form>
      {checked && (
        <ul aria-label={t.rows.check.verdict(checked.who)} className="grid gap-2">
          {rowActions.map((action) => {
            const grant = grantOf(action, checked.roles, table, row)
            return (
              <li key={action} className="flex flex-wrap items-center gap-3">
                <Badge tone={grant ? 'good' : 'bad'}>{grant ? t.rows.check.may : t.rows.check.mayNot}</Badge>
                <span>{t.rows.check.actions[action]}</span>
                {grant && <span className="text-sm text-soft">{t.rows.check.because[grant.by](grant.role)}</span>}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
