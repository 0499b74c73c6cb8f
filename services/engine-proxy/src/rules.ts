import { apiVersion, containerPattern, containerSpec, labels, networkName, networkSpec } from '@basalt/engine'
import { runtimes } from '@basalt/runtimes'

type Asked = {
  readonly query: URLSearchParams
  /** What `*` in the rule stands for; '' where there is none. */
  readonly name: string
  readonly body: unknown
  /** The one volume whose folders may be mounted. */
  readonly volume: string
}

/** Why a request is not passed on; null when it is. */
type Rule = (asked: Asked) => string | null

const images: ReadonlySet<string> = new Set(runtimes.map(({ image }) => image))
const known = (image: string): string | null => (images.has(image) ? null : `${image} is the image of no runtime`)
const anyOfFunctions: Rule = ({ name }) =>
  containerPattern.test(name) ? null : 'the container is not one of a function'
const allow: Rule = () => null

/** Every request that the engine gets to see. `*` stands for one part of the path, of the name of an image for several. */
const rules: Readonly<Record<string, Rule>> = {
  'GET /containers/json': ({ query }) =>
    asksForOwn(query.get('filters')) ? null : `the list needs a filter for ${labels.executor}`,
  'POST /containers/create': ({ query, body, volume }) => {
    if (!containerPattern.test(query.get('name') ?? '')) return 'the name is not one of a function'
    const { success, data, error } = containerSpec.safeParse(body)
    if (!success) return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
    const { Mounts, Memory, MemorySwap } = data.HostConfig
    if (MemorySwap !== Memory) return 'functions do not swap'
    if (Mounts.some((mount) => mount.Type !== 'volume' || mount.Source !== volume))
      return `only folders of ${volume} may be mounted`
    return known(data.Image)
  },
  'POST /containers/*/attach': anyOfFunctions,
  'POST /containers/*/start': anyOfFunctions,
  'POST /containers/*/wait': anyOfFunctions,
  'DELETE /containers/*': anyOfFunctions,
  'GET /images/**/json': ({ name }) => known(name),
  'POST /images/create': ({ query }) =>
    [...query.keys()].some((key) => key !== 'fromImage' && key !== 'tag')
      ? 'images are pulled only'
      : known(`${query.get('fromImage')}:${query.get('tag')}`),
  [`GET /networks/${networkName}`]: allow,
  [`DELETE /networks/${networkName}`]: allow,
  'POST /networks/create': ({ body }) =>
    networkSpec.safeParse(body).success ? null : 'only the network of functions may be made',
}

/** Why this request must not reach the engine; null when it may. `url` is as it was sent. */
export function objection(method: string, url: string, body: unknown, volume: string): string | null {
  const version = `/${apiVersion}`
  if (!url.startsWith(`${version}/`)) return `the version of the API is not ${apiVersion}`
  const sent = url.slice(version.length)
  const { pathname, searchParams: query } = new URL(sent, 'http://engine')
  // What a URL normalizes away could mean something else behind this proxy.
  if (sent.split('?')[0] !== pathname || /%2e|%2f|\\/i.test(pathname)) return 'the path is malformed'
  for (const [rule, why] of Object.entries(rules)) {
    const name = matched(rule, method, pathname)
    if (name !== null) return why({ query, name, body, volume })
  }
  return 'nothing like this is asked for functions'
}

/** What the star stands for, '' where there is none; null when the rule is for other requests. */
function matched(rule: string, method: string, path: string): string | null {
  const [ruleMethod, rulePath = ''] = rule.split(' ')
  if (ruleMethod !== method) return null
  const [before = '', after] = rulePath.split(/\*+/)
  if (after === undefined) return path === rulePath ? '' : null
  if (!path.startsWith(before) || !path.endsWith(after)) return null
  const name = path.slice(before.length, path.length - after.length)
  if (name === '' || path.length < before.length + after.length) return null
  return rulePath.includes('**') || !name.includes('/') ? name : null
}

function asksForOwn(filters: string | null): boolean {
  try {
    const { label } = JSON.parse(filters ?? '') as { label?: unknown }
    return Array.isArray(label) && label.some((one) => String(one).startsWith(`${labels.executor}=`))
  } catch {
    return false
  }
}
