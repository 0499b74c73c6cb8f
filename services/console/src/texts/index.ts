import { activity } from './en/activity.ts'
import { auth } from './en/auth.ts'
import { data } from './en/data.ts'
import { everywhere } from './en/everywhere.ts'
import { functions } from './en/functions.ts'
import { mails } from './en/mails.ts'
import { people } from './en/people.ts'
import { project } from './en/project.ts'
import { realtime } from './en/realtime.ts'

/** Every text that people read, in the language of the console. A translation is another folder of these shapes. */
export const t = {
  ...everywhere,
  ...people,
  ...auth,
  ...data,
  ...project,
  ...functions,
  ...mails,
  ...realtime,
  ...activity,
}
