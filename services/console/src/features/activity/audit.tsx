import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import { consoleApi } from '#api/client.ts'
import { useReading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { SelectField } from '#ui/field.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'

type Field = keyof typeof t.audit.fields

const fields = (Object.keys(t.audit.fields) as Field[]).map((value) => ({ value, label: t.audit.fields[value] }))
/** Fields whose values are looked for by their beginning, which an index answers. */
const byBeginning: ReadonlySet<Field> = new Set(['resource', 'userId'])

export function Audit() {
  const projectId = useProjectId()
  const state = useListState(Query.orderDesc('$sequence'))
  const [field, setField] = useState<Field>('event')
  const { queries } = state.params
  const found =
    state.search === '' ? [] : [Query.where(byBeginning.has(field) ? 'startsWith' : 'contains', field, [state.search])]
  const read = useReading(
    consoleApi,
    'projects.listAudit',
    { projectId, queries: [...found, ...queries] },
    { keep: true },
  )
  return (
    <Page title={t.audit.title} lead={t.audit.lead}>
      <div className="max-w-xs">
        <SelectField label={t.audit.searchBy} options={fields} value={field} onChange={setField} />
      </div>
      <Listing
        label={t.audit.title}
        of={read}
        rows={({ entries }) => entries}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        searchLabel={t.audit.search}
        noneFound={t.common.noneFound}
        empty={{ icon: ScrollText, title: t.audit.emptyTitle, text: t.audit.empty }}
        columns={[
          { head: t.audit.event, cell: ({ event }) => <span className="font-mono text-sm">{event}</span> },
          {
            head: t.audit.resource,
            wide: true,
            cell: ({ resource }) => <span className="block truncate font-mono text-sm">{resource || '–'}</span>,
          },
          {
            head: t.audit.who,
            cell: ({ mode, userName, userEmail, userId }) => (
              <div className="grid">
                <span className="truncate">{userName || userEmail || userId || t.audit.modes[mode]}</span>
                <span className="text-sm text-faint">{t.audit.modes[mode]}</span>
              </div>
            ),
          },
          { head: t.audit.from, wide: true, cell: ({ ip }) => <span className="font-mono text-sm">{ip}</span> },
          { head: t.audit.when, cell: ({ $createdAt }) => <Time at={$createdAt} /> },
        ]}
      />
    </Page>
  )
}
