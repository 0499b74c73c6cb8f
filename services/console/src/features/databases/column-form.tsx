import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { Api, Operation, Params } from '#api/client.ts'
import { useReading } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Dialog } from '#ui/dialog.tsx'
import { Checkbox, SelectField, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { useTableIds } from './model.ts'

const operations = {
  string: 'tablesDB.createStringColumn',
  integer: 'tablesDB.createIntegerColumn',
  double: 'tablesDB.createFloatColumn',
  boolean: 'tablesDB.createBooleanColumn',
  datetime: 'tablesDB.createDatetimeColumn',
  email: 'tablesDB.createEmailColumn',
  enum: 'tablesDB.createEnumColumn',
  url: 'tablesDB.createUrlColumn',
  ip: 'tablesDB.createIpColumn',
  relationship: 'tablesDB.createRelationshipColumn',
  point: 'tablesDB.createPointColumn',
  line: 'tablesDB.createLineColumn',
  polygon: 'tablesDB.createPolygonColumn',
} as const satisfies Record<string, Operation>

type Kind = keyof typeof operations
const kinds = Object.keys(operations) as Kind[]
const spatial: readonly Kind[] = ['point', 'line', 'polygon']
const relationTypes = ['oneToOne', 'oneToMany', 'manyToOne', 'manyToMany'] as const
const rules = ['setNull', 'cascade', 'restrict'] as const

type Draft = {
  readonly kind: Kind
  readonly key: string
  readonly required: boolean
  readonly array: boolean
  readonly encrypt: boolean
  readonly size: string
  readonly elements: string
  readonly fallback: string
  readonly relatedTableId: string
  readonly relationType: (typeof relationTypes)[number]
  readonly onDelete: (typeof rules)[number]
  readonly twoWay: boolean
}

const start: Draft = {
  kind: 'string',
  key: '',
  required: false,
  array: false,
  encrypt: false,
  size: '255',
  elements: '',
  fallback: '',
  relatedTableId: '',
  relationType: 'manyToOne',
  onDelete: 'setNull',
  twoWay: false,
}

export function NewColumn({ onClose }: { readonly onClose: () => void }) {
  const api = useProjectApi()
  const ids = useTableIds()
  const client = useQueryClient()
  const [draft, setDraft] = useState(start)
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const { kind } = draft
  const plain = kind !== 'relationship' && !spatial.includes(kind)
  return (
    <Dialog onClose={onClose} title={t.databases.newColumn}>
      <Form
        submit={t.common.create}
        onCancel={onClose}
        onSubmit={async () => {
          await create(api, ids, draft)
          await client.invalidateQueries({ queryKey: [api.projectId, 'tablesDB.getTable'] })
          onClose()
        }}
      >
        <SelectField
          label={t.databases.type}
          value={kind}
          onChange={(value) => set({ kind: value })}
          options={kinds.map((value) => ({ value, label: t.databases.kinds[value] }))}
        />
        <TextField
          label={t.databases.key}
          hint={t.databases.keyHint}
          required
          autoFocus
          maxLength={36}
          value={draft.key}
          onChange={(key) => set({ key })}
        />
        {kind === 'string' && (
          <TextField
            label={t.databases.size}
            hint={t.databases.sizeHint}
            type="number"
            min={1}
            required
            value={draft.size}
            onChange={(size) => set({ size })}
          />
        )}
        {kind === 'enum' && (
          <TextField
            label={t.databases.elements}
            hint={t.databases.elementsHint}
            required
            value={draft.elements}
            onChange={(elements) => set({ elements })}
          />
        )}
        {kind === 'relationship' && <RelationFields draft={draft} set={set} />}
        {plain && !draft.required && !draft.array && (
          <TextField label={t.databases.default} value={draft.fallback} onChange={(fallback) => set({ fallback })} />
        )}
        {kind !== 'relationship' && (
          <Checkbox
            label={t.databases.required}
            hint={t.databases.requiredHint}
            checked={draft.required}
            onChange={(required) => set({ required })}
          />
        )}
        {plain && (
          <Checkbox
            label={t.databases.array}
            hint={t.databases.arrayHint}
            checked={draft.array}
            onChange={(array) => set({ array })}
          />
        )}
        {kind === 'string' && (
          <Checkbox
            label={t.databases.encrypt}
            hint={t.databases.encryptHint}
            checked={draft.encrypt}
            onChange={(encrypt) => set({ encrypt })}
          />
        )}
      </Form>
    </Dialog>
  )
}

function RelationFields({ draft, set }: { readonly draft: Draft; readonly set: (part: Partial<Draft>) => void }) {
  const { databaseId } = useTableIds()
  const { data } = useReading(useProjectApi(), 'tablesDB.listTables', { databaseId })
  const options = (data?.tables ?? []).map(({ $id, name }) => ({ value: $id, label: name }))
  return (
    <>
      <SelectField
        label={t.databases.relatedTable}
        value={draft.relatedTableId}
        onChange={(relatedTableId) => set({ relatedTableId })}
        options={[{ value: '', label: '…' }, ...options]}
      />
      <SelectField
        label={t.databases.relation}
        value={draft.relationType}
        onChange={(relationType) => set({ relationType })}
        options={relationTypes.map((value) => ({ value, label: t.databases.relations[value] }))}
      />
      <SelectField
        label={t.databases.onDelete}
        value={draft.onDelete}
        onChange={(onDelete) => set({ onDelete })}
        options={rules.map((value) => ({ value, label: t.databases.rules[value] }))}
      />
      <Checkbox
        label={t.databases.twoWay}
        hint={t.databases.twoWayHint}
        checked={draft.twoWay}
        onChange={(twoWay) => set({ twoWay })}
      />
    </>
  )
}

function create(api: Api, ids: { databaseId: string; tableId: string }, draft: Draft): Promise<unknown> {
  const { kind, key, required, array, encrypt } = draft
  if (kind === 'relationship') {
    const { relatedTableId, relationType, onDelete, twoWay } = draft
    return api.call('tablesDB.createRelationshipColumn', {
      ...ids,
      key,
      relatedTableId,
      type: relationType,
      onDelete,
      twoWay,
    })
  }
  const fallback = required || array || draft.fallback === '' ? {} : { default: defaultValue(kind, draft.fallback) }
  const params = {
    ...ids,
    key,
    required,
    ...(spatial.includes(kind) ? {} : { array, ...fallback }),
    ...(kind === 'string' ? { size: Number(draft.size), encrypt } : {}),
    ...(kind === 'enum' ? { elements: draft.elements.split(',').map((each) => each.trim()) } : {}),
  }
  return api.call(operations[kind], params as Params<(typeof operations)[Exclude<Kind, 'relationship'>]>) // each kind has its fields above
}

function defaultValue(kind: Kind, text: string): unknown {
  if (kind === 'integer' || kind === 'double') return Number(text)
  return kind === 'boolean' ? text === 'true' : text
}
