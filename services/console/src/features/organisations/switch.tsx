import { useNavigate } from '@tanstack/react-router'
import { ChevronDown, Plus } from 'lucide-react'
import { useState } from 'react'
import { consoleApi } from '#api/client.ts'
import { useReading } from '#api/hooks.ts'
import { t } from '#texts'
import { Menu } from '#ui/menu.tsx'
import { NewOrganisation } from './create.tsx'

/** The name of the organisation, and the way to another one or a new one. */
export function OrganisationSwitch({ organisationId }: { readonly organisationId: string }) {
  const navigate = useNavigate()
  const [creating, setCreating] = useState(false)
  const { data } = useReading(consoleApi, 'teams.list', {})
  const teams = data?.teams ?? []
  const current = teams.find(({ $id }) => $id === organisationId)
  return (
    <>
      <Menu
        align="start"
        groups={[
          teams.map(({ $id, name }) => ({
            label: name,
            checked: $id === organisationId,
            onSelect: () => void navigate({ to: '/organisations/$organisationId', params: { organisationId: $id } }),
          })),
          [{ label: t.organisations.newOrganisation, icon: Plus, onSelect: () => setCreating(true) }],
        ]}
      >
        <button
          type="button"
          className="-ml-2 flex max-w-[calc(100%+0.5rem)] items-center gap-2 rounded-md px-2 hover:bg-sunken"
        >
          <span className="truncate">{current?.name ?? '…'}</span>
          <ChevronDown className="size-4 shrink-0 text-faint" aria-hidden />
        </button>
      </Menu>
      {creating && <NewOrganisation onClose={() => setCreating(false)} />}
    </>
  )
}
