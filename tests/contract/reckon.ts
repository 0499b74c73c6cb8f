import { endpoints } from '@basalt/api/endpoints'
import { differences } from './compare.ts'
import { declaredPath, type Endpoint, type Operation, readOperations } from './contract.ts'
import { type Exception, exceptions } from './exceptions.ts'

type Difference = { readonly id: string; readonly what: string }
export type ServiceReport = {
  readonly total: number
  /** Operations that are declared as the contract says, decided exceptions included. */
  readonly done: number
  readonly missing: readonly string[]
  readonly different: readonly Difference[]
}
export type Reckoning = {
  readonly services: Readonly<Record<string, ServiceReport>>
  /** Declared operations that the contract does not know. */
  readonly unknown: readonly string[]
  readonly unusedExceptions: readonly Exception[]
}

/** Compares all declarations with the contract. */
export function reckon(declared: readonly Endpoint[] = endpoints): Reckoning {
  const operations = readOperations()
  const used = new Set<Exception>()
  const matched = new Set<Endpoint>()
  const services: Record<string, { total: number; done: number; missing: string[]; different: Difference[] }> = {}
  for (const operation of operations) {
    const service = (services[operation.service ?? 'other'] ??= { total: 0, done: 0, missing: [], different: [] })
    service.total += 1
    const endpoint = findEndpoint(declared, operation)
    if (!endpoint) {
      service.missing.push(operation.id)
      continue
    }
    matched.add(endpoint)
    const open = differences(endpoint, operation).filter((what) => {
      const exception = exceptions.find(
        ({ id, what: start }) => (id === '*' || id === operation.id) && what.startsWith(start),
      )
      if (exception) used.add(exception)
      return exception === undefined
    })
    if (open.length === 0) service.done += 1
    service.different.push(...open.map((what) => ({ id: operation.id, what })))
  }
  return {
    services,
    unknown: declared.filter((endpoint) => !matched.has(endpoint)).map(({ id }) => id),
    unusedExceptions: exceptions.filter((exception) => !used.has(exception)),
  }
}

/** By id; an operation that the documents know by an old path is the one that has this path as an alias. */
function findEndpoint(declared: readonly Endpoint[], { id, method, path }: Operation): Endpoint | undefined {
  const wanted = declaredPath(path)
  return (
    declared.find((endpoint) => endpoint.id === id && endpoint.method === method) ??
    declared.find(
      (endpoint) => endpoint.method === method && [endpoint.path, ...(endpoint.aliases ?? [])].includes(wanted),
    )
  )
}
