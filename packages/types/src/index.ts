export { type Actor, type ActorKind, type ActorUser, holdsAny, isPrivileged, refuseClients } from './actor.ts'
export { BasaltError, type ErrorSpec, type ErrorType, errorSpecs, fail } from './errors.ts'
export { parseExact, toJson } from './exact-json.ts'
export { type Field, type FieldKind, type Fields, type Model } from './model.ts'
export { type ModelName, models, type Renderable } from './models.ts'
export { render, renderOneOf } from './render.ts'
export { type RuntimeId, runtimeIds } from './runtimes.ts'
export { isSubscribableEvent } from './events.ts'
export { oauthProviders, type OAuthProviderKey } from './oauth-providers.ts'
export {
  type Action,
  type Grants,
  type Permission,
  type PermissionAction,
  actions,
  expandPermissions,
  grantsOf,
  isRole,
  maxPermissions,
  parsePermission,
} from './permissions.ts'
export { consoleRoleScopes, guestScopes, keyBaseScopes, keyScopes, type Scope, scopes, userScopes } from './scopes.ts'
export { foldAddress } from './address.ts'
export {
  type FilterMethod,
  filterMethods,
  maxQueries,
  maxQueryLength,
  membershipOf,
  parseQuery,
  type Query,
  type QueryMethod,
} from './query.ts'
