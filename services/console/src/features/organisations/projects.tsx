import { Link, useParams } from '@tanstack/react-router'
import { FolderPlus, Plus } from 'lucide-react'
import { useState } from 'react'
import { consoleApi, type Result } from '#api/client.ts'
import { useReading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { t } from '#texts'
import { Button } from '#ui/button.tsx'
import { CopyId } from '#ui/copy.tsx'
import { Page } from '#ui/page.tsx'
import { Pagination } from '#ui/pagination.tsx'
import { SearchField } from '#ui/search.tsx'
import { Empty, Reading, Skeleton } from '#ui/states.tsx'
import { Time } from '#ui/time.tsx'
import { NewProject } from './create.tsx'
import { OrganisationSwitch } from './switch.tsx'
import { OrganisationTabs } from './tabs.tsx'

const pageSize = 12

export function Projects() {
  const { organisationId = '' } = useParams({ strict: false })
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const [creating, setCreating] = useState(false)
  const queries = [
    Query.where('equal', 'teamId', [organisationId]),
    Query.orderDesc('$createdAt'),
    Query.limit(pageSize),
    Query.offset((page - 1) * pageSize),
  ]
  const list = useReading(
    consoleApi,
    'projects.list',
    { queries, ...(search === '' ? {} : { search }) },
    { keep: true },
  )
  const newProject = (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t.organisations.newProject}
    </Button>
  )
  return (
    <Page title={<OrganisationSwitch organisationId={organisationId} />} actions={newProject}>
      <OrganisationTabs organisationId={organisationId} />
      <SearchField
        label={t.organisations.searchProjects}
        value={search}
        onChange={(text) => {
          setSearch(text)
          setPage(1)
        }}
      />
      <Reading of={list} loading={<Cards />}>
        {({ projects, total }) =>
          projects.length === 0 ? (
            <Empty
              icon={FolderPlus}
              title={search === '' ? t.organisations.emptyTitle : t.organisations.noneFound}
              action={newProject}
            >
              {t.organisations.empty}
            </Empty>
          ) : (
            <>
              <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
                {projects.map((project) => (
                  <ProjectCard key={project.$id} project={project} />
                ))}
              </ul>
              <Pagination page={page} pageSize={pageSize} total={total} onChange={setPage} />
            </>
          )
        }
      </Reading>
      {creating && <NewProject organisationId={organisationId} onClose={() => setCreating(false)} />}
    </Page>
  )
}

function ProjectCard({ project }: { readonly project: Result<'projects.get'> }) {
  return (
    <li className="relative grid gap-4 rounded-lg border border-line bg-panel p-5 shadow-xs transition-colors focus-within:border-accent hover:border-line-strong">
      <Link
        to="/project/$projectId"
        params={{ projectId: project.$id }}
        className="truncate text-lg font-semibold after:absolute after:inset-0 focus:outline-none"
      >
        {project.name}
      </Link>
      <div className="flex items-center justify-between gap-3 text-sm text-faint">
        <span className="relative min-w-0">
          <CopyId value={project.$id} />
        </span>
        <Time at={project.$createdAt} />
      </div>
    </li>
  )
}

function Cards() {
  return (
    <div role="status" aria-label={t.common.loading} className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {[1, 2, 3].map((index) => (
        <Skeleton key={index} className="h-26" />
      ))}
    </div>
  )
}
