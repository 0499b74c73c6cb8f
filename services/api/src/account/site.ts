import { isIP } from 'node:net'

/** Names that no registry sells: hosts below them share nothing that a browser would keep cookies for. */
const privateEndings = new Set([
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'test',
  'example',
  'invalid',
  'onion',
])
/** Second levels under which countries let people register. */
const sharedSecondLevels = new Set([
  'ac',
  'co',
  'com',
  'edu',
  'gob',
  'gouv',
  'gov',
  'go',
  'ltd',
  'mil',
  'ne',
  'net',
  'nom',
  'or',
  'org',
  'plc',
  'sch',
])
/** Hosting domains that give every customer a name below them. */
const sharedHosts = new Set([
  'amplifyapp.com',
  'appspot.com',
  'appwrite.global',
  'appwrite.network',
  'azurewebsites.net',
  'cloudfront.net',
  'deno.dev',
  'firebaseapp.com',
  'fly.dev',
  'github.io',
  'gitlab.io',
  'herokuapp.com',
  'netlify.app',
  'ngrok.io',
  'ngrok-free.app',
  'onrender.com',
  'pages.dev',
  'railway.app',
  'run.app',
  'surge.sh',
  'trycloudflare.com',
  'vercel.app',
  'web.app',
  'workers.dev',
])

/**
 * The part of a host name that one owner has registered: `example.co.uk` of `api.example.co.uk`. Empty for addresses,
 * single names and private networks. It knows the common registries only, and errs to the longer answer.
 */
export function registrableDomain(hostname: string): string {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  const labels = host.split('.')
  const ending = labels.at(-1) ?? ''
  if (labels.length < 2 || host.startsWith('[') || isIP(host) !== 0 || privateEndings.has(ending)) return ''
  const second = labels.at(-2) ?? ''
  const isShared = (ending.length === 2 && sharedSecondLevels.has(second)) || sharedHosts.has(`${second}.${ending}`)
  const wanted = isShared ? 3 : 2
  return labels.length < wanted ? '' : labels.slice(-wanted).join('.')
}

/** True when a browser keeps the cookies of one host for pages of the other. */
export function isSameSite(apiHost: string, pageHost: string): boolean {
  const site = registrableDomain(apiHost)
  return site !== '' && site === registrableDomain(pageHost)
}

/** Domain of session cookies: all hosts below the API's own, where the name can have such cookies at all. */
export function cookieDomain(hostname: string): string | null {
  const host = hostname.toLowerCase()
  return host === 'localhost' || host.startsWith('[') || isIP(host) !== 0 ? null : `.${host}`
}
