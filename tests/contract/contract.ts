import { readFileSync } from 'node:fs'
import type { endpoints } from '@basalt/api/endpoints'

/** An operation as Basalt declares it. */
export type Endpoint = (typeof endpoints)[number]

/** One entry of data/endpoints.json, as far as declarations are compared with it. */
export type Operation = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly service: string | null
  readonly surfaces: readonly string[]
  readonly scopes: readonly string[]
  readonly auth: readonly string[]
  readonly groups: readonly string[]
  readonly authMethod?: string
  readonly deprecated: boolean
  readonly rateLimit: { readonly limit: number; readonly window_s: number; readonly key: readonly string[] } | null
  readonly params: readonly OperationParam[]
  readonly responses: readonly { readonly status: number; readonly models: readonly string[] }[]
  readonly sentModels?: readonly string[]
  readonly sentStatus?: number
  readonly methods: readonly { readonly id: string }[]
  readonly aliases?: readonly { readonly path: string }[]
  readonly event: string | null
  readonly audit: { readonly event: string; readonly resource: string } | null
}

export type OperationParam = {
  readonly name: string
  readonly in: 'path' | 'query' | 'body'
  readonly type: string
  readonly required: boolean
  readonly nullable: boolean
  readonly default?: unknown
  readonly defaultEnv?: string
  readonly enum?: readonly string[]
  readonly enumMixedCase?: readonly string[]
  readonly validator: Rule | null
}

export type Rule = Readonly<Record<string, unknown>>

/** The operations of the contract; read anew by each caller, as the file is large and few need it. */
export function readOperations(): readonly Operation[] {
  return readData('endpoints.json') as readonly Operation[] // a checked-in file of this form
}

export function readData(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8'))
}

/** A path as the contract writes it (`/v1/teams/{teamId}`) in the form of declarations (`/v1/teams/:teamId`). */
export function declaredPath(path: string): string {
  return path.replaceAll(/\{([^}]+)\}/g, ':$1')
}
