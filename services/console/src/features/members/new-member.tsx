import { useState } from 'react'
import { type Api, consoleProjectId } from '#api/client.ts'
import { useChange } from '#api/hooks.ts'
import { t } from '#texts'
import { FormDialog } from '#ui/dialog.tsx'
import { SelectField, TextField } from '#ui/field.tsx'
import { toast } from '#ui/toasts.tsx'
import { RolesField } from './roles-field.tsx'

type Props = { readonly api: Api; readonly teamId: string; readonly onClose: () => void }

/** An organisation invites by mail; to a team of a project people are added at once. */
export function NewMember({ api, teamId, onClose }: Props) {
  const isOrganisation = api.projectId === consoleProjectId
  const create = useChange(api, 'teams.createMembership', ['teams.listMemberships', 'teams.get', 'teams.list'])
  const [by, setBy] = useState<'email' | 'userId'>('email')
  const [who, setWho] = useState('')
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<readonly string[]>(isOrganisation ? ['developer'] : ['member'])
  return (
    <FormDialog
      title={isOrganisation ? t.members.invite : t.members.add}
      submit={isOrganisation ? t.members.invite : t.members.add}
      onClose={onClose}
      onSubmit={async () => {
        const given = by === 'email' ? { email: who, ...(name === '' ? {} : { name }) } : { userId: who }
        const url = isOrganisation ? { url: `${location.origin}/console/invitation` } : {}
        const made = await create.mutateAsync({ teamId, roles, ...given, ...url })
        toast(made.confirm ? t.members.added(made.userName || who) : t.members.invited(who))
      }}
    >
      {!isOrganisation && (
        <SelectField
          label={t.members.by}
          value={by}
          onChange={(next) => {
            setBy(next)
            setWho('')
          }}
          options={[
            { value: 'email', label: t.members.byEmail },
            { value: 'userId', label: t.members.byUserId },
          ]}
        />
      )}
      {by === 'email' ? (
        <>
          <TextField
            label={t.members.email}
            type="email"
            required
            autoFocus
            autoComplete="off"
            value={who}
            onChange={setWho}
          />
          <TextField label={t.common.name} maxLength={128} autoComplete="off" value={name} onChange={setName} />
        </>
      ) : (
        <TextField label={t.members.userId} required autoFocus maxLength={36} value={who} onChange={setWho} />
      )}
      <RolesField api={api} roles={roles} onChange={setRoles} />
    </FormDialog>
  )
}
