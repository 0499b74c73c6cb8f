import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { endpoint, type Result } from '#api/client.ts'
import { useChange, useReading } from '#api/hooks.ts'
import { useProjectApi, useProjectId } from '#app/project.ts'
import { t } from '#texts'
import { IconButton } from '#ui/button.tsx'
import { CopyId } from '#ui/copy.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Reading } from '#ui/states.tsx'
import { Time } from '#ui/time.tsx'
import { toast } from '#ui/toasts.tsx'

type StoredFile = Result<'storage.getFile'>

/** Addresses under which anybody may read a file. */
export function Tokens({ file, onClose }: { readonly file: StoredFile; readonly onClose: () => void }) {
  const api = useProjectApi()
  const projectId = useProjectId()
  const ids = { bucketId: file.bucketId, fileId: file.$id }
  const read = useReading(api, 'tokens.list', ids)
  const create = useChange(api, 'tokens.createFileToken', ['tokens.list'])
  const remove = useChange(api, 'tokens.delete', ['tokens.list'])
  const [expire, setExpire] = useState('')
  const addressOf = (secret: string): string =>
    `${endpoint}/storage/buckets/${file.bucketId}/files/${file.$id}/view?project=${projectId}&token=${secret}`
  return (
    <Dialog onClose={onClose} title={t.tokens.title(file.name)} lead={t.tokens.lead}>
      <Form
        submit={t.tokens.create}
        onSubmit={() =>
          create.mutateAsync({ ...ids, ...(expire === '' ? {} : { expire: new Date(expire).toISOString() }) })
        }
      >
        <TextField
          label={t.tokens.expire}
          hint={t.tokens.expireHint}
          type="datetime-local"
          value={expire}
          onChange={setExpire}
        />
      </Form>
      <Reading of={read}>
        {({ tokens }) =>
          tokens.length === 0 ? (
            <p className="mt-5 text-soft">{t.tokens.none}</p>
          ) : (
            <ul aria-label={t.tokens.list} className="mt-5 divide-y divide-line border-t border-line">
              {tokens.map(({ $id, secret, expire: until }) => (
                <li key={$id} className="flex items-center justify-between gap-3 py-2.5">
                  <div className="grid min-w-0 gap-1">
                    <CopyId value={addressOf(secret)} label={t.tokens.address} />
                    <span className="text-sm text-soft">
                      {until === '' ? t.tokens.forever : t.tokens.until} {until !== '' && <Time at={until} />}
                    </span>
                  </div>
                  <IconButton
                    icon={Trash2}
                    label={t.tokens.remove}
                    onClick={() => remove.mutate({ tokenId: $id }, { onError: (error) => toast(error.message, 'bad') })}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </Dialog>
  )
}
