import { type CloverLevel, cloverLevel, readLevel } from './level.ts'
import { listSource } from './list-source.ts'
import { assertTracked } from './properties.ts'

/** Every item with how much of it there is. Where the till does not track stock, nothing is read and the fix is told. */
export const stock = listSource<CloverLevel>({
  name: 'stock',
  title: 'Stock of items',
  schema: cloverLevel,
  permission: 'INVENTORY_R',
  needs: ['MERCHANT_R'],
  path: '/items',
  expand: 'itemStock',
  prove: assertTracked,
  read: (row, { account, log }) => readLevel(row, account, log),
})
