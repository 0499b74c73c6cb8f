import { Client, type Answer } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { Bindings } from './bindings.ts'
import { readRecording } from './recording.ts'

/** The stage of a recording: one project, the actors that its calls name, and what placeholders stand for. */
export class World {
  readonly project: TestProject
  readonly bindings = new Bindings()
  /** Actors by the recording's name for them; scripts add those that sign in on the way. */
  readonly actors = new Map<string, Client>()
  /** Answers so far, by the name of their call. */
  readonly answers = new Map<string, Answer>()

  private constructor(project: TestProject) {
    this.project = project
    this.actors.set('guest', project.aGuest())
    this.actors.set('none', new Client(project.origin))
    this.actors.set('unknown-project', project.aGuest().with({ 'x-appwrite-project': 'nothere' }))
    this.actors.set('key', project.server)
    this.actors.set('admin', project.console)
    this.actors.set('console', project.owner)
  }

  static async create(name = 'Bench'): Promise<World> {
    const shown = readRecording('projects')[0]?.response as RecordedProject // the first call asks for the project
    return new World(await aProject({ name, keyName: 'k', scopes: shown.keys[0].scopes }))
  }

  /** The caller of one call. Guests keep nothing from one call to the next. */
  actor(name: string): Client | null {
    const actor = this.actors.get(name) ?? null
    return name === 'guest' && actor ? new Client(actor.endpoint, actor.headers) : actor
  }

  /** A user who is signed in under this actor's name. */
  async signIn(actor: string, options: Parameters<TestProject['aUser']>[0] = {}): Promise<string> {
    const user = await this.project.aUser(options)
    this.actors.set(actor, user)
    return user.id
  }
}

/** The first call of the recording shows the project and its key. */
type RecordedProject = { readonly keys: readonly [{ readonly scopes: readonly string[] }] }

/** What a recording leaves unsaid. Keys are names of calls. */
export type Script = {
  /** Steps that ran before a call without being recorded. */
  readonly before?: Readonly<Record<string, (world: World) => Promise<unknown>>>
  /** What `<secret>` stands for in a request: the same for each, or by field. */
  readonly secrets?: Readonly<Record<string, string | ((world: World) => string)>>
  /** What `<time>` stands for in a request, where any time will not do. */
  readonly times?: Readonly<Record<string, string>>
  /** Steps after a call, as keeping the session that it made. */
  readonly after?: Readonly<Record<string, (world: World, answer: Answer, client: Client) => unknown>>
  /** Calls that cannot be played, with the reason. */
  readonly skip?: Readonly<Record<string, string>>
}
