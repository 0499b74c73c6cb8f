import { Outlet } from '@tanstack/react-router'
import { consoleApi } from '#api/client.ts'
import { useReading } from '#api/hooks.ts'
import { Reading } from '#ui/states.tsx'
import { useProjectId } from './project.ts'

/** Shows the pages of a project once it is known to be there and open to this person. */
export function ProjectGate() {
  const projectId = useProjectId()
  return (
    <Reading of={useReading(consoleApi, 'projects.get', { projectId })}>{() => <Outlet key={projectId} />}</Reading>
  )
}
