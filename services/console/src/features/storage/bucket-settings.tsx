import { useState } from 'react'
import type { Result } from '#api/client.ts'
import { useChange } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { FormDialog } from '#ui/dialog.tsx'
import { SelectField, Switch, TextField } from '#ui/field.tsx'
import { PermissionsEditor } from '#ui/permissions.tsx'

const compressions = ['none', 'gzip', 'zstd'] as const

export function BucketSettings({
  bucket,
  onClose,
}: {
  readonly bucket: Result<'storage.getBucket'>
  readonly onClose: () => void
}) {
  const update = useChange(useProjectApi(), 'storage.updateBucket', ['storage.getBucket', 'storage.listBuckets'])
  const [name, setName] = useState(bucket.name)
  const [enabled, setEnabled] = useState(bucket.enabled)
  const [fileSecurity, setFileSecurity] = useState(bucket.fileSecurity)
  const [permissions, setPermissions] = useState(bucket.$permissions)
  const [size, setSize] = useState(String(bucket.maximumFileSize))
  const [extensions, setExtensions] = useState(bucket.allowedFileExtensions.join(', '))
  const [compression, setCompression] = useState(compressions.find((each) => each === bucket.compression) ?? 'none')
  const [encryption, setEncryption] = useState(bucket.encryption)
  return (
    <FormDialog
      wide
      title={t.storage.settings}
      submit={t.common.save}
      onClose={onClose}
      onSubmit={() =>
        update.mutateAsync({
          bucketId: bucket.$id,
          name,
          enabled,
          fileSecurity,
          permissions,
          maximumFileSize: Number(size),
          allowedFileExtensions: extensions.split(',').flatMap((each) => each.trim() || []),
          compression,
          encryption,
        })
      }
    >
      <TextField label={t.common.name} required maxLength={128} value={name} onChange={setName} />
      <Switch label={t.databases.enabled} hint={t.databases.enabledHint} checked={enabled} onChange={setEnabled} />
      <Switch
        label={t.storage.fileSecurity}
        hint={t.storage.fileSecurityHint}
        checked={fileSecurity}
        onChange={setFileSecurity}
      />
      <PermissionsEditor canCreate value={permissions} onChange={setPermissions} />
      <TextField label={t.storage.largestBytes} type="number" min={1} required value={size} onChange={setSize} />
      <TextField
        label={t.storage.extensions}
        hint={t.storage.extensionsHint}
        value={extensions}
        onChange={setExtensions}
      />
      <SelectField
        label={t.storage.compression}
        value={compression}
        onChange={setCompression}
        options={compressions.map((value) => ({ value, label: t.storage.compressions[value] }))}
      />
      <Switch
        label={t.storage.encryption}
        hint={t.storage.encryptionHint}
        checked={encryption}
        onChange={setEncryption}
      />
    </FormDialog>
  )
}
