import type { GraphQLResolveInfo } from 'graphql'
import { gid } from '../shop/gid.ts'
import { quantityOf, stockedNames } from '../shop/quantities.ts'
import type { Item, Level, Place, Stocked } from '../shop/rows.ts'
import { newRow, note, type Shop } from '../shop/shop.ts'
import { moveStock, stockAt } from '../shop/stock.ts'
import { levelBody } from '../webhooks/bodies.ts'
import type { Call } from '../wire/call.ts'
import { once } from '../wire/idempotent.ts'
import { Refused, refusal, refuse, type UserError, userError } from '../wire/problems.ts'
import { itemBy, levelBy, placeBy } from './ids.ts'
import { payload } from './payload.ts'

interface QuantityInput {
  inventoryItemId: string
  locationId: string
  quantity: number
  changeFromQuantity?: number | null
}

interface ChangeInput {
  inventoryItemId: string
  locationId: string
  delta: number
  ledgerDocumentUri?: string | null
  changeFromQuantity?: number | null
}

interface SetArgs {
  input: { name: string; reason: string; referenceDocumentUri?: string | null; quantities: QuantityInput[] }
}

interface AdjustArgs {
  input: { name: string; reason: string; referenceDocumentUri?: string | null; changes: ChangeInput[] }
}

interface Change {
  name: string
  delta: number
  quantityAfterChange: null
  ledgerDocumentUri: string | null
  item: Item
  location: Place
}

const reasons = [
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_canceled',
  'movement_created',
  'movement_received',
  'movement_updated',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'reservation_deleted',
  'reservation_updated',
  'restock',
  'safety_stock',
  'shrinkage',
]
const adjustable = ['available', 'damaged', 'incoming', 'quality_control', 'reserved', 'safety_stock']
const billion = 1_000_000_000

/** The inventory mutations, which need a key and, in every row, what is being changed from. */
export const inventoryWrites = {
  Mutation: {
    inventorySetQuantities: (_root: unknown, args: SetArgs, call: Call, info: GraphQLResolveInfo) => {
      mustSayFrom(args.input.quantities, 'InventoryQuantityInput')
      return once(call, info, args, () => payload(() => setQuantities(call.shop, args)))
    },
    inventoryAdjustQuantities: (_root: unknown, args: AdjustArgs, call: Call, info: GraphQLResolveInfo) => {
      mustSayFrom(args.input.changes, 'InventoryChangeInput')
      return once(call, info, args, () => payload(() => adjustQuantities(call.shop, args)))
    },
    inventoryActivate: (_root: unknown, args: ActivateArgs, call: Call, info: GraphQLResolveInfo) =>
      once(call, info, args, () => payload(() => activate(call.shop, args))),
    inventoryDeactivate: (_root: unknown, { inventoryLevelId }: { inventoryLevelId: string }, { shop }: Call) =>
      payload(() => {
        const gone = "The product couldn't be unstocked because the product was deleted."
        const level = levelBy(shop, inventoryLevelId) ?? refuse(null, gone)
        const active = [...level.item.levels.values()].filter(({ isActive }) => isActive)
        if (level.isActive && active.length === 1) {
          const where = level.location.name
          refuse(
            null,
            `The product couldn't be unstocked from ${where} because products need to be stocked at a minimum of 1 location.`,
          )
        }
        shop.variants.reindex(level.item.variant, () => {
          level.isActive = false
        })
        note(shop, 'inventory.deactivate', level.id)
        const body = { inventory_item_id: level.item.n, location_id: level.location.n }
        shop.tell({ topic: 'inventory_levels/disconnect', by: shop.by, body: () => body })
        return {}
      }),
  },
}

/** Null says that anything may be there; saying nothing is refused. */
function mustSayFrom(rows: readonly object[], type: string): void {
  if (rows.every((row) => 'changeFromQuantity' in row)) return
  throw refusal('INVALID_FIELD_ARGUMENTS', `${type} must include the following argument: changeFromQuantity.`)
}

function checkReason(reason: string): UserError[] {
  if (reasons.includes(reason)) return []
  const words = `The specified reason is invalid. Valid values are: ${reasons.join(', ')}.`
  return [userError('input.reason', words, 'INVALID_REASON')]
}

function setQuantities(shop: Shop, { input }: SetArgs) {
  const errors = checkReason(input.reason)
  if (input.name !== 'available' && input.name !== 'on_hand') {
    errors.push(userError('input.name', "The quantity name must be either 'available' or 'on_hand'.", 'INVALID_NAME'))
  }
  const pairs = input.quantities.map(({ inventoryItemId, locationId }) => `${inventoryItemId} ${locationId}`)
  const rows = input.quantities.map((row, index) => {
    const at = `input.quantities.${index}`
    const found = findRow(shop, row, at)
    errors.push(...found.errors, ...checkRange(shop, row.quantity, input.name, at))
    if (pairs.indexOf(pairs[index] ?? '') !== pairs.lastIndexOf(pairs[index] ?? '')) {
      const words = 'The combination of inventoryItemId and locationId must be unique.'
      errors.push(userError(`${at}.locationId`, words, 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR'))
    }
    return { ...found, row }
  })
  if (errors.length > 0) throw new Refused(errors)
  checkStale(rows.map(({ item, place, row }) => ({ item, place, name: input.name, from: row.changeFromQuantity })))
  const changes = rows.flatMap(({ item, place, row }) => {
    if (item === undefined || place === undefined) return []
    const level = levelFor(shop, item, place)
    const delta = row.quantity - quantityOf(level, input.name)
    // What is written as on hand is counted stock: what orders hold of it stays theirs.
    return moved(shop, level, 'available', delta, 'inventory.set', null)
  })
  return { inventoryAdjustmentGroup: group(shop, input, changes) }
}

function adjustQuantities(shop: Shop, { input }: AdjustArgs) {
  const name = adjustable.includes(input.name) ? stockedNames.find((one) => one === input.name) : undefined
  const errors = checkReason(input.reason)
  if (name === undefined) {
    const words = `The specified quantity name is invalid. Valid values are: ${adjustable.join(', ')}.`
    errors.push(userError('input.name', words, 'INVALID_QUANTITY_NAME'))
  }
  const rows = input.changes.map((row, index) => {
    const at = `input.changes.${index}`
    const found = findRow(shop, row, at)
    errors.push(...found.errors, ...checkLedger(row, input.name, at))
    if (Math.abs(row.delta) > 2 * billion)
      errors.push(
        userError(`${at}.delta`, "The quantity can't be higher than 2,000,000,000.", 'INVALID_QUANTITY_TOO_HIGH'),
      )
    return { ...found, row }
  })
  if (errors.length > 0) throw new Refused(errors)
  checkStale(rows.map(({ item, place, row }) => ({ item, place, name: input.name, from: row.changeFromQuantity })))
  // Nothing to do is no fault and no group.
  if (name === undefined || rows.every(({ row }) => row.delta === 0)) return { inventoryAdjustmentGroup: null }
  const changes = rows.flatMap(({ item, place, row }) =>
    item === undefined || place === undefined || row.delta === 0
      ? []
      : moved(shop, levelFor(shop, item, place), name, row.delta, 'inventory.adjust', row.ledgerDocumentUri ?? null),
  )
  return { inventoryAdjustmentGroup: group(shop, input, changes) }
}

function findRow(shop: Shop, row: { inventoryItemId: string; locationId: string }, at: string) {
  const item = itemBy(shop, row.inventoryItemId)
  const place = placeBy(shop, row.locationId)
  const errors: UserError[] = []
  if (item === undefined) {
    const words = 'The specified inventory item could not be found.'
    errors.push(userError(`${at}.inventoryItemId`, words, 'INVALID_INVENTORY_ITEM'))
  }
  if (place === undefined) {
    errors.push(userError(`${at}.locationId`, 'The specified location could not be found.', 'INVALID_LOCATION'))
  }
  return { item, place, errors }
}

function checkRange(shop: Shop, quantity: number, name: string, at: string): UserError[] {
  const where = `${at}.quantity`
  if (quantity > billion)
    return [userError(where, "The quantity can't be higher than 1,000,000,000.", 'INVALID_QUANTITY_TOO_HIGH')]
  if (quantity < -billion)
    return [userError(where, "The quantity can't be lower than -1,000,000,000.", 'INVALID_QUANTITY_TOO_LOW')]
  const isRefused = quantity < 0 && (name === 'on_hand' || shop.choices.refuseNegative)
  return isRefused ? [userError(where, "The quantity can't be negative.", 'INVALID_QUANTITY_NEGATIVE')] : []
}

function checkLedger({ ledgerDocumentUri: uri }: ChangeInput, name: string, at: string): UserError[] {
  const where = `${at}.ledgerDocumentUri`
  if (name === 'available') {
    const words = 'A ledger document URI is not allowed when adjusting available.'
    return uri ? [userError(where, words, 'INVALID_AVAILABLE_DOCUMENT')] : []
  }
  if (!uri) {
    const words = 'A ledger document URI is required except when adjusting available.'
    return [userError(where, words, 'INVALID_QUANTITY_DOCUMENT')]
  }
  const words = 'Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.'
  return uri.startsWith('gid://shopify/') ? [userError(where, words, 'INTERNAL_LEDGER_DOCUMENT')] : []
}

/** The failing row is not named, as real shops do not name it. */
function checkStale(
  rows: { item: Item | undefined; place: Place | undefined; name: string; from: number | null | undefined }[],
): void {
  for (const { item, place, name, from } of rows) {
    if (typeof from !== 'number' || item === undefined || place === undefined) continue
    const level = item.levels.get(place.n)
    if ((level === undefined ? 0 : quantityOf(level, name)) === from) continue
    const words = 'The changeFromQuantity argument no longer matches the persisted quantity.'
    refuse(null, words, 'CHANGE_FROM_QUANTITY_STALE')
  }
}

/** Where the item is not stocked, the write succeeds and sells nothing: the level stays inactive. */
const levelFor = (shop: Shop, item: Item, place: Place): Level =>
  item.levels.get(place.n) ?? stockAt(shop, item, place, false)

/** A change of what is on hand comes as a pair. */
function moved(
  shop: Shop,
  level: Level,
  name: Stocked,
  delta: number,
  kind: string,
  ledgerDocumentUri: string | null,
): Change[] {
  moveStock(shop, level, name, delta, kind)
  const { item, location } = level
  const change = { delta, quantityAfterChange: null, item, location }
  const own: Change = { ...change, name, ledgerDocumentUri }
  return name === 'incoming' ? [own] : [own, { ...change, name: 'on_hand', ledgerDocumentUri: null }]
}

const group = (shop: Shop, input: { reason: string; referenceDocumentUri?: string | null }, changes: Change[]) => ({
  ...newRow(shop, 'InventoryAdjustmentGroup'),
  reason: input.reason,
  referenceDocumentUri: input.referenceDocumentUri ?? null,
  app: { id: gid('App', 1) },
  changes,
})

interface ActivateArgs {
  inventoryItemId: string
  locationId: string
  available?: number | null
  onHand?: number | null
}

function activate(shop: Shop, args: ActivateArgs) {
  const { available, onHand } = args
  const place = placeBy(shop, args.locationId)
  if (place === undefined)
    return refuse('locationId', "The product couldn't be stocked because the location wasn't found.")
  const item = itemBy(shop, args.inventoryItemId)
  const because = `The product couldn't be stocked at ${place.name} because`
  if (item === undefined) return refuse('inventoryItemId', `${because} the product was deleted.`)
  if (typeof available === 'number' && typeof onHand === 'number') {
    const words = `${because} not allowed to set available and on_hand quantities at the same time.`
    throw new Refused([userError('available', words), userError('onHand', words)])
  }
  const known = item.levels.get(place.n)
  if (known?.isActive === true) {
    const words = 'quantity when the item is already active at the location.'
    if (typeof available === 'number') refuse('available', `Not allowed to set available ${words}`)
    if (typeof onHand === 'number') refuse('onHand', `Not allowed to set an on_hand ${words}`)
    return { inventoryLevel: known }
  }
  const level = known ?? stockAt(shop, item, place)
  shop.variants.reindex(item.variant, () => {
    level.isActive = true
  })
  level.updatedAt = shop.now()
  note(shop, 'inventory.activate', level.id)
  shop.tell({ topic: 'inventory_levels/connect', by: shop.by, body: () => levelBody(shop.identity, level) })
  if (typeof available === 'number') moveStock(shop, level, 'available', available - level.counts.available)
  if (typeof onHand === 'number') moveStock(shop, level, 'available', onHand - quantityOf(level, 'on_hand'))
  return { inventoryLevel: level }
}
