type Json = Readonly<Record<string, unknown>>

export function hasPasskeys(): boolean {
  return 'PublicKeyCredential' in window
}

/** Has the browser make a passkey. @throws {DOMException} when its user does not want to */
export async function createPasskey(options: Json): Promise<Json> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as never) // made for it by the server
  return jsonOf(await navigator.credentials.create({ publicKey }))
}

/** Has the browser prove that its user has a passkey. @throws {DOMException} when there is none, or its user does not want to */
export async function provePasskey(options: Json): Promise<Json> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as never) // made for it by the server
  return jsonOf(await navigator.credentials.get({ publicKey }))
}

function jsonOf(credential: Credential | null): Json {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('The browser made no passkey.')
  return { ...credential.toJSON() }
}
