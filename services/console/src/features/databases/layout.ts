import type { Table } from './model.ts'

/** A table as a box of the diagram; sizes are in pixels. */
export type Box = { readonly table: Table; readonly x: number; readonly y: number; readonly height: number }
export type Line = { readonly path: string; readonly from: string; readonly to: string; readonly label: string }

export const boxWidth = 220
export const headHeight = 34
export const lineHeight = 22
const [gapX, gapY, margin] = [90, 40, 16]
/** Columns of a table that its box names. */
export const maxNamed = 12

/** Boxes in columns of about the same height, those with relationships first so that lines stay short. */
export function layOut(tables: readonly Table[]): {
  readonly boxes: readonly Box[]
  readonly width: number
  readonly height: number
} {
  const ordered = tables.toSorted((left, right) => relationsOf(right).length - relationsOf(left).length)
  const columns = Math.max(1, Math.round(Math.sqrt(tables.length)))
  const ends = Array<number>(columns).fill(margin)
  const boxes = ordered.map((table): Box => {
    const column = ends.indexOf(Math.min(...ends))
    const height = headHeight + lineHeight * Math.min(table.columns.length, maxNamed + 1) + 10
    const y = ends[column] ?? margin
    ends[column] = y + height + gapY
    return { table, x: margin + column * (boxWidth + gapX), y, height }
  })
  return {
    boxes,
    // Lines within the last column bend beyond it.
    width: margin * 2 + columns * boxWidth + (columns - 0.5) * gapX,
    height: Math.max(...ends) - gapY + margin,
  }
}

/** Lines from each relationship to the table that it leads to; of a two-way one, the side that owns it. */
export function linesOf(boxes: readonly Box[]): readonly Line[] {
  const byId = new Map(boxes.map((box) => [box.table.$id, box]))
  return boxes.flatMap((from) =>
    relationsOf(from.table).flatMap(({ key, at, relatedTable, relationType }) => {
      const to = byId.get(relatedTable)
      if (!to) return []
      const startY = from.y + headHeight + lineHeight * (Math.min(at, maxNamed) + 0.5)
      const endY = to.y + headHeight / 2
      const label = `${from.table.name}.${key}`
      return [{ path: curve(from, startY, to, endY), from: label, to: to.table.name, label: relationType }]
    }),
  )
}

/** Sides that face each other; within one column both lines leave to the right. */
function curve(from: Box, startY: number, to: Box, endY: number): string {
  const isRight = to.x > from.x
  const isSame = to.x === from.x
  const startX = isRight || isSame ? from.x + boxWidth : from.x
  const endX = isSame ? to.x + boxWidth : isRight ? to.x : to.x + boxWidth
  const bend = isSame ? gapX / 2 : (endX - startX) / 2
  const [first, second] = isSame ? [startX + bend, endX + bend] : [startX + bend, endX - bend]
  return `M ${startX} ${startY} C ${first} ${startY}, ${second} ${endY}, ${endX} ${endY}`
}

function relationsOf({ columns }: Table) {
  return columns.flatMap((column, at) =>
    'relatedTable' in column && column.side === 'parent'
      ? [{ key: column.key, at, relatedTable: column.relatedTable, relationType: column.relationType }]
      : [],
  )
}
