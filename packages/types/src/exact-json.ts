// The JSON source text proposal, which Node 24 has and TypeScript's library does not know yet.
declare global {
  interface JSON {
    rawJSON(text: string): object
    parse(
      text: string,
      reviver: (this: unknown, key: string, value: unknown, context: { readonly source: string }) => unknown,
    ): unknown
  }
}

/** Parses JSON; whole numbers beyond 2^53 become bigint, so that no digit is lost. @throws {SyntaxError} */
export function parseExact(text: string): unknown {
  return /\d{16}/.test(text) ? JSON.parse(text, exactNumber) : JSON.parse(text)
}

/** Writes JSON with bigint as plain digits. */
export function toJson(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // Most values hold no bigint, and a replacer costs a call for each of their parts.
    return JSON.stringify(value, (_key, entry: unknown) =>
      typeof entry === 'bigint' ? JSON.rawJSON(String(entry)) : entry,
    )
  }
}

function exactNumber(this: unknown, _key: string, value: unknown, context: { readonly source: string }): unknown {
  const isWhole = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d{16,25}$/.test(context.source)
  return isWhole ? BigInt(context.source) : value
}
