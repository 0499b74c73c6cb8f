import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { consoleApi } from '#api/client.ts'
import { forgetAccount } from '#app/session.ts'
import { t } from '#texts'
import { TextField } from '#ui/field.tsx'
import { Form } from '#ui/form.tsx'
import { Frame } from './frame.tsx'

export function SignUp() {
  const client = useQueryClient()
  const router = useRouter()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = async (): Promise<void> => {
    await consoleApi.call('account.create', { userId: 'unique()', email, password, name })
    await consoleApi.call('account.createEmailPasswordSession', { email, password })
    forgetAccount(client)
    await router.navigate({ to: '/' })
  }
  return (
    <Frame title={t.signUp.title} lead={t.signUp.lead}>
      <Form submit={t.signUp.submit} onSubmit={submit} wide>
        <TextField
          label={t.signUp.name}
          required
          autoFocus
          autoComplete="name"
          maxLength={128}
          value={name}
          onChange={setName}
        />
        <TextField
          label={t.signIn.email}
          type="email"
          required
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t.signIn.password}
          hint={t.signUp.passwordHint}
          type="password"
          required
          minLength={8}
          maxLength={256}
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
      </Form>
      <p className="mt-5 text-center text-sm text-soft">
        {t.signUp.haveAccount}{' '}
        <Link to="/sign-in" className="font-medium text-accent underline underline-offset-2">
          {t.signUp.signIn}
        </Link>
      </p>
    </Frame>
  )
}
