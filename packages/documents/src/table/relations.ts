import { name, type Sql } from '@basalt/database'
import type { ColumnDefinition, RelationDefinition } from '../definition.ts'
import { columnName, linksTable } from './names.ts'
import { isStored } from './physical.ts'

/** One side of a relationship, with where the ids that make it are kept. */
export type Relation = {
  readonly key: string
  /** Of its column on this side. */
  readonly sequence: number
  readonly definition: RelationDefinition
  /** Whether one row here is related to many there. */
  readonly isList: boolean
  /** `here`: this table holds the id of the other row; `there`: the other way round; `links`: a table between. */
  readonly place: 'here' | 'there' | 'links'
  /** The column that holds the id, in whichever table does. */
  readonly pointer: Sql
  readonly links: { readonly table: Sql; readonly own: Sql; readonly other: Sql }
}

/** The relationships of a table that can be used, those hidden on this side included. */
export function relationsOf(columns: readonly ColumnDefinition[]): readonly Relation[] {
  return columns.flatMap((column) => {
    const { relation, status } = column
    if (relation === null || status !== 'available') return []
    return [relationOf(column, relation)]
  })
}

function relationOf({ key, sequence }: ColumnDefinition, definition: RelationDefinition): Relation {
  const { kind, side, partnerSequence } = definition
  const isParent = side === 'parent'
  const place = kind === 'manyToMany' ? 'links' : isStored(definition) ? 'here' : 'there'
  return {
    key,
    sequence,
    definition,
    isList: kind === 'manyToMany' || kind === (isParent ? 'oneToMany' : 'manyToOne'),
    place,
    pointer: name(columnName(place === 'there' ? partnerSequence : sequence)),
    links: {
      table: linksTable(isParent ? sequence : partnerSequence),
      own: name(isParent ? 'parentId' : 'childId'),
      other: name(isParent ? 'childId' : 'parentId'),
    },
  }
}
