import { Braces, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Badge } from '#ui/badge.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Confirm, FormDialog } from '#ui/dialog.tsx'
import { Checkbox, TextField } from '#ui/field.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Empty, Reading } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { Time } from '#ui/time.tsx'
import { useFunctionId } from './model.ts'

type Variable = Result<'functions.getVariable'>

export function Variables() {
  const api = useProjectApi()
  const functionId = useFunctionId()
  const list = useReading(api, 'functions.listVariables', { functionId })
  const remove = useChange(api, 'functions.deleteVariable', ['functions.listVariables'])
  const [creating, setCreating] = useState(false)
  const [deleting, setDeleting] = useState<Variable | null>(null)
  const create = (
    <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>
      {t.functions.newVariable}
    </Button>
  )
  return (
    <Page title={t.functions.variables} lead={t.functions.variablesLead} actions={create}>
      <Panel flush>
        <Reading of={list}>
          {({ variables }) =>
            variables.length === 0 ? (
              <Empty icon={Braces} title={t.functions.noVariables} action={create} />
            ) : (
              <Table
                label={t.functions.variables}
                rows={variables}
                keyOf={({ $id }) => $id}
                columns={[
                  { head: t.databases.key, cell: ({ key }) => <span className="font-mono text-sm">{key}</span> },
                  {
                    head: t.rows.value,
                    cell: ({ value, secret }) =>
                      secret ? (
                        <Badge>{t.functions.secret}</Badge>
                      ) : (
                        <span className="block truncate font-mono text-sm">{value}</span>
                      ),
                  },
                  { head: t.common.updated, cell: ({ $updatedAt }) => <Time at={$updatedAt} />, wide: true },
                  {
                    head: t.common.actions,
                    align: 'right',
                    cell: (variable) => (
                      <IconButton
                        icon={Trash2}
                        label={`${t.common.delete} ${variable.key}`}
                        onClick={() => setDeleting(variable)}
                      />
                    ),
                  },
                ]}
              />
            )
          }
        </Reading>
      </Panel>
      {creating && <NewVariable onClose={() => setCreating(false)} />}
      {deleting && (
        <Confirm
          title={t.functions.deleteVariable(deleting.key)}
          action={t.common.delete}
          onClose={() => setDeleting(null)}
          onConfirm={() => remove.mutateAsync({ functionId, variableId: deleting.$id })}
        >
          {t.functions.variablesLead}
        </Confirm>
      )}
    </Page>
  )
}

function NewVariable({ onClose }: { readonly onClose: () => void }) {
  const functionId = useFunctionId()
  const create = useChange(useProjectApi(), 'functions.createVariable', ['functions.listVariables'])
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const [secret, setSecret] = useState(false)
  return (
    <FormDialog
      title={t.functions.newVariable}
      onClose={onClose}
      onSubmit={() => create.mutateAsync({ functionId, key, value, secret })}
    >
      <TextField label={t.databases.key} required autoFocus maxLength={255} value={key} onChange={setKey} />
      <TextField label={t.rows.value} required value={value} onChange={setValue} />
      <Checkbox label={t.functions.secret} hint={t.functions.secretHint} checked={secret} onChange={setSecret} />
    </FormDialog>
  )
}
