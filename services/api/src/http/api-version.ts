/** The version of the Appwrite API that Basalt speaks. */
export const apiVersion = '1.8.1'

/** What a client is told whose SDK was made for a newer API: SDKs print it. Null for equal and older ones. */
export function versionWarning(responseFormat: string | undefined): string | null {
  if (responseFormat === undefined || !/^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(responseFormat)) return null
  if (!isNewer(responseFormat, apiVersion)) return null
  return `The SDK was made for version ${responseFormat} of the API, and this server speaks ${apiVersion}`
}

function isNewer(left: string, right: string): boolean {
  const [mine, others] = [left, right].map((version) => version.split('.').map(Number))
  for (const [index, part] of (mine ?? []).entries()) {
    const other = others?.[index] ?? 0
    if (part !== other) return part > other
  }
  return false
}
