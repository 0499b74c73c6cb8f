import { t } from '#texts'

/** @throws {Error} that says so, where the text is no JSON object */
export function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Error(t.user.notJson, { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(t.user.notJson)
  return value as Readonly<Record<string, unknown>> // an object
}
