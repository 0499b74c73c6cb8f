import { boolean, choice, instant, integer, many, model, text } from '../model.ts'

export const databasesModels = {
  database: model({
    $id: text(),
    name: text(),
    $createdAt: instant(),
    $updatedAt: instant(),
    enabled: boolean(true),
    type: choice('legacy', 'tablesdb'),
  }),
  databaseList: model({
    total: integer(),
    databases: many('database'),
  }),
  transaction: model({
    $id: text(),
    $createdAt: instant(),
    $updatedAt: instant(),
    status: text('pending'),
    operations: integer(),
    expiresAt: instant(),
  }),
  transactionList: model({
    total: integer(),
    transactions: many('transaction'),
  }),
}
