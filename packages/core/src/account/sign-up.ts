import { type Account, accountOf, checkUserLimit, createUser, prepareNewPassword } from '../users/index.ts'
import type { Context, Write } from './context.ts'

type SignUp = { readonly id: string; readonly email: string; readonly password: string; readonly name: string }

/**
 * Prepares an account with e-mail and password. Everybody may sign up as long as the project takes users; on the
 * console that is normally only the first, who becomes its root.
 * @throws `user_already_exists`, `general_bad_request`, `user_count_exceeded`, `user_console_count_exceeded`, and those of passwords
 */
export async function signUp(context: Context, input: SignUp): Promise<Write<Account>> {
  const { id, email, name } = input
  const subject = { id, email, phone: null, name, passwordHistory: [] }
  const password = await prepareNewPassword(context.origin.project, subject, input.password)
  return async (tx) => {
    await checkUserLimit(tx, context.origin.project)
    const user = await createUser(tx, context.bus, context.origin, {
      id,
      email,
      name,
      password,
      accessed: true,
      identityClash: 'general_bad_request',
    })
    return accountOf(tx, user)
  }
}
