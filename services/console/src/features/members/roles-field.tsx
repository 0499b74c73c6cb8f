import { useState } from 'react'
import { type Api, consoleProjectId } from '#api/client.ts'
import { t } from '#texts'
import { SelectField, TextField } from '#ui/field.tsx'

type Role = keyof typeof t.members.organisationRoles

const organisationRoles = Object.entries(t.members.organisationRoles).map(([value, label]) => ({
  value: value as Role, // a key of the same table
  label,
}))

/** An organisation knows its roles; a team of a project has those that its app makes up. */
export function RolesField({
  api,
  roles,
  onChange,
}: {
  readonly api: Api
  readonly roles: readonly string[]
  readonly onChange: (roles: readonly string[]) => void
}) {
  const [text, setText] = useState(roles.join(', '))
  if (api.projectId === consoleProjectId) {
    const known = organisationRoles.find(({ value }) => value === roles[0])?.value ?? 'owner'
    return (
      <SelectField
        label={t.members.roles}
        value={known}
        options={organisationRoles}
        onChange={(role) => onChange([role])}
      />
    )
  }
  return (
    <TextField
      label={t.members.roles}
      hint={t.members.rolesHint}
      value={text}
      onChange={(typed) => {
        setText(typed)
        onChange(typed.split(/[\s,]+/).filter(Boolean))
      }}
    />
  )
}
