import type { Entry, Happening, Origin } from '@basalt/core/activity'
import type { Caller } from '@basalt/core/access'
import type { Project } from '@basalt/core/projects'
import type { Queryable, Schema, Transaction } from '@basalt/database'
import type { Actor, ErrorType, ModelName, Renderable, Scope } from '@basalt/types'
import type { Param, ParsedParams } from './params.ts'
import type { Reply } from './reply.ts'
import type { RequestFacts } from './request.ts'
import type { Services } from './services.ts'
import type { Receive } from './upload.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Route = `${Method} /v1${string}`
export type Params = Readonly<Record<string, Param>>

type PathParams<R extends string> = R extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParams<`/${Rest}`>
  : R extends `${string}:${infer Name}`
    ? Name
    : never

/** What a handler is given. `store` is a read-only view for GET, and a transaction for every other method. */
export type Call<P extends Params, Store> = {
  readonly services: Services
  readonly project: Project
  readonly actor: Actor
  readonly caller: Caller
  readonly params: ParsedParams<P>
  readonly request: RequestFacts
  readonly reply: Reply
  /** Who acts and from where, for activity that core appends itself. */
  readonly origin: Origin
  /** What the declaration's `event` and `audit` say of this result, for those who append it together with others. */
  readonly entry: (result: object, more?: Partial<Happening>) => Entry | null
  /**
   * Appends what the declaration's `event` and `audit` say of this result. The kernel does so by itself unless the
   * handler opens its transactions itself; `transaction: 'own'` handlers call it in the one that makes the change.
   */
  readonly record: (tx: Transaction, result: object, more?: Partial<Happening>) => Promise<void>
} & Store

type StoreOf<R extends string, T> = T extends 'own'
  ? { readonly database: Schema }
  : R extends `GET ${string}`
    ? { readonly db: Queryable }
    : { readonly tx: Transaction }

type Result<N> = [N] extends [never] ? void : N extends ModelName ? Renderable<N> : never

type RateLimit = { readonly limit: number; readonly windowSeconds: number; readonly keys: readonly string[] }

/** Checks that belong to a route beyond its scope; each is one step of the pipeline. */
type Gate =
  /** Refused for callers that have a session already; oldest sessions are trimmed afterwards. */
  | 'signedOut'
  /** Needs a second-factor challenge of the last 30 minutes. */
  | 'recentChallenge'
  /** Open to sessions that still lack factors. */
  | 'beforeFactors'
  /** Only on the console. */
  | 'consoleOnly'
  /** Never on the console. */
  | 'projectOnly'
  /** Answers 501 while usage statistics are off. */
  | 'usage'

export type AuthMethod = 'email-password' | 'magic-url' | 'email-otp' | 'anonymous' | 'phone' | 'jwt' | 'invites'

/** One of the SDK methods that share a route. */
export type SdkMethod = {
  readonly id: string
  readonly params?: readonly string[]
  readonly required?: readonly string[]
  readonly deprecated?: boolean
}

export type ReceiveCall = Pick<Call<Params, unknown>, 'services' | 'project' | 'actor' | 'request'> & {
  readonly database: Schema
  /** What the path and the query give, as it is written there. */
  readonly given: Readonly<Record<string, unknown>>
}

export type EndpointSpec<R extends Route, P extends Params, N extends ModelName, T extends 'kernel' | 'own'> = {
  /** SDK namespace and method, as the contract names it: `teams.create`. */
  readonly id: string
  readonly route: R
  /** Further paths of the same operation. */
  readonly aliases?: readonly string[]
  readonly summary: string
  /** Credentials that SDKs advertise; access is decided by `scopes`. */
  readonly auth: readonly ('session' | 'jwt' | 'key' | 'admin')[]
  readonly scopes: readonly Scope[]
  readonly gates?: readonly Gate[]
  readonly authMethod?: AuthMethod
  readonly params: P & Readonly<Record<PathParams<R>, Param>>
  readonly response: {
    /** 301 for pages that lead on to another. */
    readonly status: 200 | 201 | 202 | 204 | 301
    readonly model?: N
    /** Content type of an answer without a model: the handler sends it through `reply`. */
    readonly content?: string
    /** Further models that the answer may have instead. */
    readonly orModels?: readonly ModelName[]
  }
  /** Concrete once ids are filled in: from path params, then from the result. Null for operations without an event. */
  readonly event?: string
  /** Model of the event's payload where it is not the response's. */
  readonly payload?: ModelName
  /** What the caller is shown, where the event tells more than the caller may read. */
  readonly shown?: (result: Result<N>, call: Pick<Call<P, unknown>, 'project' | 'actor' | 'params'>) => Result<N>
  /** What realtime hears of the payload, where the project's settings decide that. */
  readonly heard?: Happening['heard']
  readonly audit?: { readonly event: string; readonly resource: string }
  /** The user whose open sockets must get their roles anew. */
  readonly rolesChangedOf?: (result: Result<N>) => string | null
  readonly rateLimit?: RateLimit
  /** The parameter that is a file: it comes as a part of a multipart body. */
  readonly upload?: string
  /** What is made of the file while it comes, before other parameters are known. Left out, it waits on the disk. */
  readonly receive?: (call: ReceiveCall) => Receive
  readonly methods?: readonly SdkMethod[]
  readonly deprecated?: boolean
  readonly errors?: readonly ErrorType[]
  /** `html` for what people open in a browser: they read a page. Default: JSON. */
  readonly errorFormat?: 'json' | 'html'
  /** True lets pages of any origin send their forms here: nothing that a browser adds by itself counts. */
  readonly anyOrigin?: boolean
  /** Gives an error another name on its way out, for surfaces that have their own vocabulary. */
  readonly renameErrors?: (type: ErrorType) => ErrorType
  /** `own`: the handler opens its transactions itself, because a call to the outside or a batch comes first. */
  readonly transaction?: T
  readonly handler: (call: Call<P, StoreOf<R, T>>) => Promise<Result<N>> | Result<N>
}

/** A declaration as the kernel and the derived documents read it. */
export type Endpoint = Omit<
  EndpointSpec<Route, Params, ModelName, 'kernel' | 'own'>,
  'handler' | 'params' | 'rolesChangedOf' | 'shown'
> & {
  readonly method: Method
  readonly path: string
  readonly params: Params
  readonly rolesChangedOf?: (result: unknown) => string | null
  readonly shown?: (result: unknown, call: Call<Params, unknown>) => unknown
  readonly handler: (call: Call<Params, { database: Schema; db: Queryable; tx: Transaction }>) => unknown
}

/** Declares one operation of the API. Everything about it is in this object; see docs in `README.md`. */
export function endpoint<
  const R extends Route,
  const P extends Params,
  const N extends ModelName = never,
  const T extends 'kernel' | 'own' = 'kernel',
>(spec: EndpointSpec<R, P, N, T>): Endpoint {
  const [method, path] = spec.route.split(' ')
  // The kernel gives each handler the store that its declaration asks for, and params as its kinds parse them.
  return { ...spec, method, path } as unknown as Endpoint
}
