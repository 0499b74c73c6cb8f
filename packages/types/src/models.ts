import { accountModels } from './models/account.ts'
import { teamsModels } from './models/teams.ts'
import { projectsModels } from './models/projects.ts'
import { healthModels } from './models/health.ts'
import { localeModels } from './models/locale.ts'
import { databasesModels } from './models/databases.ts'
import { tablesModels } from './models/tables.ts'
import { collectionsModels } from './models/collections.ts'
import { functionsModels } from './models/functions.ts'
import { proxyModels } from './models/proxy.ts'
import { storageModels } from './models/storage.ts'
import { usageModels } from './models/usage.ts'
import { passkeysModels } from './models/passkeys.ts'
import type { Field, Fields, Model, Nested } from './model.ts'

/** Every response model by the contract's name for it. */
export const models = {
  ...accountModels,
  ...teamsModels,
  ...projectsModels,
  ...healthModels,
  ...localeModels,
  ...databasesModels,
  ...tablesModels,
  ...collectionsModels,
  ...usageModels,
  ...passkeysModels,
  ...storageModels,
  ...functionsModels,
  ...proxyModels,
}

export type ModelName = keyof typeof models

type Value<T> =
  T extends Nested<infer N>
    ? N extends ModelName
      ? Renderable<N>
      : never
    : T extends readonly (infer Item)[]
      ? readonly Value<Item>[]
      : T
type FieldsOf<N extends ModelName> = (typeof models)[N] extends Model<infer F extends Fields> ? F : never
type TypeOf<F> = F extends Field<infer T> ? Value<T> : never

/** What a handler returns for a model: each field is there, and null stands for "unset". */
export type Renderable<N extends ModelName> = {
  readonly [K in keyof FieldsOf<N>]: TypeOf<FieldsOf<N>[K]> | null | undefined
}
