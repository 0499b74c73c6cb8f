import { Fingerprint, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { consoleApi } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { createPasskey, hasPasskeys } from '#app/passkeys.ts'
import { t } from '#texts'
import { Button, IconButton } from '#ui/button.tsx'
import { FormDialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Panel } from '#ui/page.tsx'
import { Reading } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { Time } from '#ui/time.tsx'
import { toast } from '#ui/toasts.tsx'

export function Passkeys() {
  const remove = useChange(consoleApi, 'account.deletePasskey', ['account.listPasskeys'])
  const [adding, setAdding] = useState(false)
  const add = (
    <Button small icon={Fingerprint} disabled={!hasPasskeys()} onClick={() => setAdding(true)}>
      {t.account.addPasskey}
    </Button>
  )
  return (
    <Panel title={t.account.passkeys} lead={t.account.passkeysLead} actions={add} flush>
      <Reading of={useReading(consoleApi, 'account.listPasskeys', {})}>
        {({ passkeys }) =>
          passkeys.length === 0 ? (
            <p className="px-5 py-6 text-soft">{t.account.noPasskeys}</p>
          ) : (
            <Table
              label={t.account.passkeys}
              rows={passkeys}
              keyOf={({ $id }) => $id}
              columns={[
                { head: t.common.name, cell: ({ name }) => <span className="font-medium">{name}</span> },
                { head: t.user.since, cell: ({ $createdAt }) => <Time at={$createdAt} /> },
                {
                  head: t.common.actions,
                  align: 'right',
                  cell: ({ $id, name }) => (
                    <IconButton
                      icon={Trash2}
                      label={t.account.removePasskey(name)}
                      onClick={() =>
                        remove.mutate({ passkeyId: $id }, { onError: (error) => toast(error.message, 'bad') })
                      }
                    />
                  ),
                },
              ]}
            />
          )
        }
      </Reading>
      {adding && <NewPasskey onClose={() => setAdding(false)} />}
    </Panel>
  )
}

function NewPasskey({ onClose }: { readonly onClose: () => void }) {
  const ask = useChange(consoleApi, 'account.createPasskeyOptions')
  const create = useChange(consoleApi, 'account.createPasskey', ['account.listPasskeys'])
  const [name, setName] = useState('')
  return (
    <FormDialog
      title={t.account.addPasskey}
      submit={t.account.addPasskey}
      onClose={onClose}
      onSubmit={async () => {
        const { challengeId, options } = await ask.mutateAsync({})
        await create.mutateAsync({ challengeId, name, credential: await createPasskey(options) })
      }}
    >
      <TextField label={t.common.name} required autoFocus maxLength={128} value={name} onChange={setName} />
    </FormDialog>
  )
}
