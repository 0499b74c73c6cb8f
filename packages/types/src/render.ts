import type { Field, Model } from './model.ts'
import { type ModelName, models } from './models.ts'

type Source = Readonly<Record<string, unknown>>
type Render = (source: Source, showSensitive: boolean) => object

const renderers = new Map<string, Render>()

/**
 * Cuts a result to its model: fields the model lacks are dropped, unset ones take their default or null,
 * sensitive ones are blank unless the caller may see them.
 */
export function render(model: ModelName, source: Source, showSensitive: boolean): object {
  return rendererOf(model)(source, showSensitive)
}

/** Picks the model of a union by the values that each member asks for, in the contract's order. */
export function renderOneOf(names: readonly ModelName[], source: Source, showSensitive: boolean): object {
  return unionRenderer(names)(source, showSensitive)
}

function rendererOf(name: ModelName): Render {
  let renderer = renderers.get(name)
  if (!renderer) {
    const model: Model = models[name]
    // Compiled on first use, and known before its fields are, so that models may nest themselves.
    renderers.set(name, (source, show) => rendererOf(name)(source, show))
    renderer = compile(model)
    renderers.set(name, renderer)
  }
  return renderer
}

function compile(model: Model): Render {
  const fields = Object.entries(model.fields).map(([name, field]) => ({
    name,
    sensitive: field.sensitive,
    read: reader(field),
  }))
  const declared = new Set(Object.keys(model.fields))
  return (source, showSensitive) => {
    const target: Record<string, unknown> = {}
    for (const { name, sensitive, read } of fields) {
      target[name] = sensitive && !showSensitive ? '' : read(source[name], showSensitive)
    }
    if (model.open) for (const name in source) if (!declared.has(name)) target[name] = source[name]
    return target
  }
}

function reader(field: Field): (value: unknown, showSensitive: boolean) => unknown {
  const unset = field.nullable ? null : field.fallback
  const item = itemReader(field)
  if (!field.array) return (value, show) => (value === null || value === undefined ? unset : item(value, show))
  return (value, show) => {
    if (value === null || value === undefined) return unset
    return Array.isArray(value) ? value.map((entry) => item(entry, show)) : value
  }
}

function itemReader(field: Field): (value: unknown, showSensitive: boolean) => unknown {
  const names = field.models as readonly ModelName[] // models name only models, which a test of the registry holds
  const [only] = names
  if (names.length === 1 && only) return (value, show) => rendererOf(only)(value as Source, show) // core returns an object here
  if (names.length > 1) return (value, show) => unionRenderer(names)(value as Source, show) // the same
  if (field.kind === 'boolean') return (value) => (typeof value === 'number' ? value !== 0 : value)
  return (value) => value
}

function unionRenderer(names: readonly ModelName[]): Render {
  return (source, show) => {
    const name = names.find((candidate) => fits(models[candidate], source))
    return name ? rendererOf(name)(source, show) : { ...source }
  }
}

function fits(model: Model, source: Source): boolean {
  return Object.entries(model.when ?? {}).every(([key, wanted]) => source[key] === wanted)
}
