/** Query strings of the API's list operations. */
export const Query = {
  limit: (count: number) => text({ method: 'limit', values: [count] }),
  offset: (count: number) => text({ method: 'offset', values: [count] }),
  orderAsc: (attribute: string) => text({ method: 'orderAsc', attribute }),
  orderDesc: (attribute: string) => text({ method: 'orderDesc', attribute }),
  cursorAfter: (id: string) => text({ method: 'cursorAfter', values: [id] }),
  select: (attributes: readonly string[]) => text({ method: 'select', values: attributes }),
  /** Any other method, such as `equal` or `isNull`. */
  where: (method: string, attribute: string, values: readonly unknown[] = []) => text({ method, attribute, values }),
}

function text(query: object): string {
  return JSON.stringify(query)
}
