import { Pencil, UserMinus, UserPlus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { type Api, consoleProjectId, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm, FormDialog } from '#ui/dialog.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { NameCell } from '#ui/name-cell.tsx'
import { Time } from '#ui/time.tsx'
import { NewMember } from './new-member.tsx'
import { RolesField } from './roles-field.tsx'

export type Membership = Result<'teams.listMemberships'>['memberships'][number]

/** Members of a team, be it one of a project or an organisation. What may be done here the server decides. */
export function Members({ api, teamId }: { readonly api: Api; readonly teamId: string }) {
  const state = useListState()
  const [open, setOpen] = useState<'new' | { readonly change: Membership } | { readonly remove: Membership } | null>(
    null,
  )
  const remove = useChange(api, 'teams.deleteMembership', ['teams.listMemberships', 'teams.get', 'teams.list'])
  const close = (): void => setOpen(null)
  const add = (
    <Button look="primary" icon={UserPlus} onClick={() => setOpen('new')}>
      {api.projectId === consoleProjectId ? t.members.invite : t.members.add}
    </Button>
  )
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-lg font-semibold">{t.members.title}</h2>
        {add}
      </div>
      <Listing
        label={t.members.title}
        of={useReading(api, 'teams.listMemberships', { teamId, ...state.params }, { keep: true })}
        rows={({ memberships }) => memberships}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        empty={{ icon: UsersRound, title: t.members.emptyTitle }}
        columns={[
          { head: t.members.name, cell: (member) => <NameCell id={member.userId}>{nameOf(member)}</NameCell> },
          { head: t.members.roles, cell: ({ roles }) => roles.join(', ') || '–' },
          {
            head: t.members.since,
            cell: ({ confirm, joined }) =>
              confirm ? <Time at={joined} /> : <Badge tone="warn">{t.members.waiting}</Badge>,
            wide: true,
          },
          {
            head: t.common.actions,
            align: 'right',
            cell: (member) => (
              <span className="whitespace-nowrap">
                <IconButton
                  icon={Pencil}
                  label={t.members.change(nameOf(member))}
                  onClick={() => setOpen({ change: member })}
                />
                <IconButton
                  icon={UserMinus}
                  label={t.members.remove(nameOf(member))}
                  onClick={() => setOpen({ remove: member })}
                />
              </span>
            ),
          },
        ]}
      />
      {open === 'new' && <NewMember api={api} teamId={teamId} onClose={close} />}
      {open !== null && open !== 'new' && 'change' in open && (
        <ChangeRoles api={api} member={open.change} onClose={close} />
      )}
      {open !== null && open !== 'new' && 'remove' in open && (
        <Confirm
          title={t.members.remove(nameOf(open.remove))}
          action={t.common.delete}
          onClose={close}
          onConfirm={() => remove.mutateAsync({ teamId, membershipId: open.remove.$id })}
        >
          {t.members.removeLead}
        </Confirm>
      )}
    </>
  )
}

function nameOf({ userName, userEmail, userId }: Membership): string {
  return userName || userEmail || userId
}

function ChangeRoles({
  api,
  member,
  onClose,
}: {
  readonly api: Api
  readonly member: Membership
  readonly onClose: () => void
}) {
  const update = useChange(api, 'teams.updateMembership', ['teams.listMemberships'])
  const [roles, setRoles] = useState<readonly string[]>(member.roles)
  return (
    <FormDialog
      title={t.members.change(nameOf(member))}
      submit={t.common.save}
      onClose={onClose}
      onSubmit={() => update.mutateAsync({ teamId: member.teamId, membershipId: member.$id, roles })}
    >
      <RolesField api={api} roles={roles} onChange={setRoles} />
    </FormDialog>
  )
}
