import { consoleProjectId, type Platform, type Project } from './project.ts'

/** Schemes of native platforms: with these, the scheme itself is what is registered. */
const nativeSchemes: Readonly<Record<string, string>> = {
  'flutter-ios': 'appwrite-ios',
  'apple-ios': 'appwrite-ios',
  'react-native-ios': 'appwrite-ios',
  'flutter-android': 'appwrite-android',
  android: 'appwrite-android',
  'react-native-android': 'appwrite-android',
  'flutter-macos': 'appwrite-macos',
  'apple-macos': 'appwrite-macos',
  'apple-watchos': 'appwrite-watchos',
  'apple-tvos': 'appwrite-tvos',
  'flutter-windows': 'appwrite-windows',
  unity: 'appwrite-windows',
  'flutter-linux': 'appwrite-linux',
}

const hostSchemes = new Set([
  'http',
  'https',
  'chrome-extension',
  'moz-extension',
  'safari-web-extension',
  'edge-extension',
])

/** True when the project trusts this origin: its host for web schemes, the scheme alone for native ones. */
export function isAllowedOrigin(origin: string, project: Project, requestHostname: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(origin)?.[1]?.toLowerCase()
  if (scheme === undefined) return false
  if (!hostSchemes.has(scheme)) return allowedSchemes(project).has(scheme)
  // Read as browsers read it: they take a backslash for a slash, and leave out tabs and line feeds.
  const host = URL.parse(origin)?.hostname.toLowerCase() ?? ''
  return host !== '' && allowedHosts(project, requestHostname).some((allowed) => hostMatches(host, allowed))
}

/** True when a mail or provider may send a user to this URL. */
export function isAllowedRedirect(
  url: string,
  context: { readonly project: Project; readonly hostname: string; readonly hasDevKey: boolean },
): boolean {
  if (context.hasDevKey) return URL.canParse(url)
  return isAllowedOrigin(url, context.project, context.hostname)
}

function allowedHosts(project: Project, requestHostname: string): readonly string[] {
  const registered = project.platforms.map((platform: Platform) => (isWeb(platform) ? platform.hostname : platform.key))
  return ['localhost', requestHostname, ...registered].filter((host) => host !== '')
}

function allowedSchemes(project: Project): ReadonlySet<string> {
  const registered = project.platforms.map((platform) => nativeSchemes[platform.type] ?? '')
  const callback = project.id === consoleProjectId ? '' : `appwrite-callback-${project.id.toLowerCase()}`
  return new Set(['exp', callback, ...registered].filter((scheme) => scheme !== ''))
}

function isWeb(platform: Platform): boolean {
  return platform.type === 'web' || platform.type === 'flutter-web'
}

function hostMatches(host: string, allowed: string): boolean {
  const pattern = allowed.toLowerCase()
  if (pattern === '*' || pattern === host) return true
  return pattern.startsWith('*.') && host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
}
