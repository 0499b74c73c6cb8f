/**
 * An e-mail address in small letters, as users and identities keep it. The two letters beyond ASCII whose small form
 * lies within it, the sign of Kelvin and the dotted capital I, stay: folded they would be somebody else's address.
 */
export function foldAddress(address: string): string {
  return address.replaceAll(/[^\u0130\u212A]+/g, (text) => text.toLowerCase())
}
