import { Box, Pencil } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiError, ConnectionError } from '#api/errors.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Chart } from '#ui/chart.tsx'
import { Code, CopyId } from '#ui/copy.tsx'
import { Confirm, FormDialog } from '#ui/dialog.tsx'
import { Checkbox, SelectField, Switch, TextArea, TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Menu } from '#ui/menu.tsx'
import { Page, Panel } from '#ui/page.tsx'
import { Pagination } from '#ui/pagination.tsx'
import { PermissionsEditor } from '#ui/permissions.tsx'
import { SearchField } from '#ui/search.tsx'
import { Snippets } from '#ui/snippets.tsx'
import { Empty, ErrorNote, Reading } from '#ui/states.tsx'
import { Table } from '#ui/table.tsx'
import { Time } from '#ui/time.tsx'
import { Toasts, toast } from '#ui/toasts.tsx'
import './gallery.css'

/** Every part of the design system by itself, for its tests. It is no part of the console. */
function Gallery() {
  return (
    <>
      <Page title="Design system" lead="Each part, by itself">
        <Panel title="Buttons">
          <Buttons />
        </Panel>
        <Panel title="Form">
          <Fields />
        </Panel>
        <Panel title="Dialogs">
          <Dialogs />
        </Panel>
        <Panel title="Lists" flush>
          <Lists />
        </Panel>
        <Panel title="Permissions">
          <Permissions />
        </Panel>
        <Panel title="States">
          <States />
        </Panel>
        <Panel title="Text">
          <Texts />
        </Panel>
      </Page>
      <Toasts />
    </>
  )
}

function Buttons() {
  const [said, say] = useState('nothing')
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button look="primary" onClick={() => say('primary')}>
        Primary
      </Button>
      <Button onClick={() => say('plain')}>Plain</Button>
      <Button look="danger" onClick={() => say('danger')}>
        Danger
      </Button>
      <Button busy onClick={() => say('busy')}>
        Busy
      </Button>
      <IconButton icon={Pencil} label="Edit it" onClick={() => say('icon')} />
      <Menu
        groups={[
          [
            { label: 'First', onSelect: () => say('first') },
            { label: 'Not now', disabled: true, onSelect: () => say('disabled') },
          ],
          [{ label: 'Last', danger: true, onSelect: () => say('last') }],
        ]}
      >
        <Button>Menu</Button>
      </Menu>
      <Output label="Pressed">{said}</Output>
    </div>
  )
}

const colours = [
  { value: 'red', label: 'Red' },
  { value: 'blue', label: 'Blue' },
] as const

function Fields() {
  const [values, setValues] = useState({ text: '', long: '', colour: 'red', on: false, checked: false })
  const [sent, setSent] = useState('')
  const set = (part: Partial<typeof values>): void => setValues({ ...values, ...part })
  return (
    <>
      <Form
        submit="Send"
        onSubmit={async () => {
          if (values.text === 'wrong') throw new ApiError(400, 'general_argument_invalid', 'That is wrong.')
          setSent(JSON.stringify(values))
        }}
      >
        <TextField label="Short" hint="A few words." required value={values.text} onChange={(text) => set({ text })} />
        <TextArea label="Long" value={values.long} onChange={(long) => set({ long })} />
        <SelectField
          label="Colour"
          options={colours}
          value={values.colour as 'red' | 'blue'}
          onChange={(colour) => set({ colour })}
        />
        <Switch label="Switch" hint="At once." checked={values.on} onChange={(on) => set({ on })} />
        <Checkbox label="Check" checked={values.checked} onChange={(checked) => set({ checked })} />
      </Form>
      <Output label="Sent">{sent}</Output>
    </>
  )
}

function Dialogs() {
  const [open, setOpen] = useState<'confirm' | 'form' | null>(null)
  const [name, setName] = useState('')
  const [done, setDone] = useState('')
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => setOpen('confirm')}>Ask</Button>
      <Button onClick={() => setOpen('form')}>Fill in</Button>
      <Button onClick={() => toast('It is done.')}>Tell</Button>
      <Output label="Done">{done}</Output>
      {open === 'confirm' && (
        <Confirm
          title="Delete it"
          action="Delete"
          typed="basalt"
          onClose={() => setOpen(null)}
          onConfirm={async () => setDone('deleted')}
        >
          It goes for good.
        </Confirm>
      )}
      {open === 'form' && (
        <FormDialog
          title="Make one"
          onClose={() => setOpen(null)}
          onSubmit={async () => {
            if (name === 'taken') throw new ApiError(409, 'taken', 'It is taken.')
            setDone(name)
          }}
        >
          <TextField label="Its name" required value={name} onChange={setName} />
        </FormDialog>
      )}
    </div>
  )
}

const rows = Array.from({ length: 60 }, (_, index) => ({ id: `r${index + 1}`, name: `Row ${index + 1}` }))
const pageSize = 25

function Lists() {
  const [page, setPage] = useState(1)
  const [search, setSearch] = useState('')
  const found = rows.filter(({ name }) => name.includes(search))
  return (
    <>
      <div className="p-5">
        <SearchField label="Search rows" value={search} onChange={setSearch} />
      </div>
      <Table
        label="Rows"
        rows={found.slice((page - 1) * pageSize, page * pageSize)}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Name', cell: ({ name }) => name },
          { head: 'ID', cell: ({ id }) => <CopyId value={id} />, wide: true },
        ]}
      />
      <Pagination page={page} pageSize={pageSize} total={found.length} onChange={setPage} />
    </>
  )
}

function Permissions() {
  const [value, setValue] = useState<readonly string[]>(['read("any")'])
  return (
    <>
      <PermissionsEditor canCreate value={value} onChange={setValue} />
      <Output label="Permissions are">{value.join(' ')}</Output>
    </>
  )
}

function States() {
  const [tries, setTries] = useState(0)
  return (
    <div className="grid gap-4">
      <Empty icon={Box} title="Nothing here">
        Make the first one.
      </Empty>
      <ErrorNote error={new ConnectionError(null)} onRetry={() => setTries(tries + 1)} />
      <Reading of={{ data: undefined, error: null, refetch: () => undefined }}>{() => null}</Reading>
      <Reading of={{ data: 'Read it', error: null, refetch: () => undefined }}>{(text) => <p>{text}</p>}</Reading>
      <Output label="Tries">{String(tries)}</Output>
    </div>
  )
}

function Texts() {
  const points = [1, 0, 5].map((value, index) => ({ at: `2026-01-0${index + 1}T00:00:00.000+00:00`, value }))
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-2">
        {(['plain', 'good', 'bad', 'warn', 'accent'] as const).map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <Time at="2020-01-01T00:00:00.000+00:00" />
      </div>
      <Code label="the command" text="npm start" />
      <Snippets
        snippets={[
          { language: 'One', text: 'first()' },
          { language: 'Two', text: 'second()' },
        ]}
      />
      <Chart title="Requests" points={points} format={String} period="day" />
    </div>
  )
}

function Output({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return <output aria-label={label}>{children}</output>
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Gallery />)
