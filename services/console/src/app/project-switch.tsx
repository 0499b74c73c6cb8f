import { useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown, LayoutGrid } from 'lucide-react'
import { consoleApi } from '#api/client.ts'
import { useReading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { t } from '#texts'
import { Menu } from '#ui/menu.tsx'

/** Names the open project, and leads to the others of its organisation. */
export function ProjectSwitch({ projectId }: { readonly projectId: string | null }) {
  const navigate = useNavigate()
  const { data: project } = useReading(
    consoleApi,
    'projects.get',
    { projectId: projectId ?? '' },
    { enabled: projectId !== null },
  )
  const teamId = project?.teamId ?? ''
  const queries = [Query.where('equal', 'teamId', [teamId]), Query.limit(25), Query.orderDesc('$updatedAt')]
  const { data } = useReading(consoleApi, 'projects.list', { queries }, { enabled: teamId !== '' })
  if (!project) return null
  return (
    <Menu
      align="start"
      groups={[
        (data?.projects ?? [project]).map(({ $id, name }) => ({
          label: name,
          checked: $id === projectId,
          onSelect: () => void navigate({ to: '/project/$projectId', params: { projectId: $id } }),
        })),
        [
          {
            label: t.shell.allProjects,
            icon: LayoutGrid,
            onSelect: () => void navigate({ to: '/organisations/$organisationId', params: { organisationId: teamId } }),
          },
        ],
      ]}
    >
      <button
        type="button"
        aria-label={`${t.shell.switchProject}: ${project.name}`}
        className="flex min-w-0 items-center gap-1.5 rounded-md px-2 py-1 font-medium hover:bg-sunken"
      >
        <span className="truncate">{project.name}</span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-faint" aria-hidden />
      </button>
    </Menu>
  )
}
