import { useChange } from '#api/hooks.ts'
import { useProjectApi } from '#app/project.ts'
import { t } from '#texts'
import { Code } from '#ui/copy.tsx'
import { Form } from '#ui/form.tsx'
import { Panel } from '#ui/page.tsx'

/** A token for trying out what somebody may do. It is kept nowhere. */
export function ActAs({ userId }: { readonly userId: string }) {
  const create = useChange(useProjectApi(), 'users.createJWT')
  return (
    <Panel title={t.user.token} lead={t.user.tokenLead}>
      <Form submit={t.user.makeToken} onSubmit={() => create.mutateAsync({ userId })}>
        {create.data && <Code label="JWT" text={create.data.jwt} />}
      </Form>
    </Panel>
  )
}
