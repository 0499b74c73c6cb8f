import { Globe, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm, FormDialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Listing, useListState } from '#ui/listing.tsx'
import { Page } from '#ui/page.tsx'
import { Time } from '#ui/time.tsx'
import { useFunctionId } from './model.ts'

type Rule = Result<'proxy.getRule'>

const refreshes = ['proxy.listRules'] as const

/** Hosts at which the function answers by itself. */
export function Domains() {
  const api = useProjectApi()
  const functionId = useFunctionId()
  const state = useListState()
  const own = Query.where('equal', 'deploymentResourceId', [functionId])
  const read = useReading(api, 'proxy.listRules', { queries: [own, ...state.params.queries] }, { keep: true })
  const remove = useChange(api, 'proxy.deleteRule', refreshes)
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Rule | null>(null)
  const add = (
    <Button look="primary" icon={Plus} onClick={() => setAdding(true)}>
      {t.domains.add}
    </Button>
  )
  return (
    <Page title={t.domains.title} lead={t.domains.lead} actions={add}>
      <Listing
        label={t.domains.title}
        of={read}
        rows={({ rules }) => rules}
        total={({ total }) => total}
        keyOf={({ $id }) => $id}
        state={state}
        empty={{ icon: Globe, title: t.domains.emptyTitle, text: t.domains.empty, action: add }}
        columns={[
          {
            head: t.domains.domain,
            cell: ({ domain }) => (
              <a
                href={`${location.protocol}//${domain}${location.port === '' ? '' : `:${location.port}`}`}
                target="_blank"
                rel="noreferrer"
                className="font-mono text-sm hover:underline"
              >
                {domain}
              </a>
            ),
          },
          {
            head: t.common.status,
            cell: ({ status }) => <Badge tone={status === 'verified' ? 'good' : 'warn'}>{status}</Badge>,
          },
          { head: t.common.created, cell: ({ $createdAt }) => <Time at={$createdAt} />, wide: true },
          {
            head: t.common.actions,
            align: 'right',
            cell: (rule) => (
              <IconButton icon={Trash2} label={t.domains.remove(rule.domain)} onClick={() => setLeaving(rule)} />
            ),
          },
        ]}
      />
      {adding && <NewDomain functionId={functionId} onClose={() => setAdding(false)} />}
      {leaving && (
        <Confirm
          title={t.domains.remove(leaving.domain)}
          action={t.common.delete}
          onClose={() => setLeaving(null)}
          onConfirm={() => remove.mutateAsync({ ruleId: leaving.$id })}
        >
          {t.domains.removeLead}
        </Confirm>
      )}
    </Page>
  )
}

function NewDomain({ functionId, onClose }: { readonly functionId: string; readonly onClose: () => void }) {
  const create = useChange(useProjectApi(), 'proxy.createFunctionRule', refreshes)
  const [domain, setDomain] = useState('')
  return (
    <FormDialog
      title={t.domains.add}
      submit={t.domains.add}
      onClose={onClose}
      onSubmit={() => create.mutateAsync({ domain, functionId })}
    >
      <TextField label={t.domains.domain} hint={t.domains.hint} required value={domain} onChange={setDomain} />
    </FormDialog>
  )
}
