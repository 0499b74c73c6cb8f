import { endpoint } from '#api/client.ts'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { Page, Panel } from '#ui/page.tsx'
import { Snippets } from '#ui/snippets.tsx'
import { useTable, useTableIds } from './model.ts'
import { snippetsOf } from './snippets.ts'

/** How apps use the table. */
export function TableCode() {
  const projectId = useProjectId()
  const ids = useTableIds()
  const { data: table } = useTable()
  if (!table) return null
  return (
    <Page title={t.databases.code} lead={t.databases.codeLead}>
      <Panel>
        <Snippets snippets={snippetsOf({ endpoint, projectId, ...ids, columns: table.columns })} />
      </Panel>
    </Page>
  )
}
