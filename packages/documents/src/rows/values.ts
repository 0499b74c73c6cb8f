/** Values of columns in wire form, by key. */
export type Values = Readonly<Record<string, unknown>>
