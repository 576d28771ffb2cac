import { type Operation, read } from './operation.ts'

/** The till of the house, as paths begin. */
export const till = '/v3/merchants/:merchant'

/** What sets what is set already, as where a first try is found and finished; parts of an order change it as well. */
const absoluteEffects = ['item', 'itemGroup', 'stock', 'order', 'customer', 'customer.metadata'].map(
  (name) => `${name}.update`,
)
const delivery = { vendor: 'clover', stage: 'delivery', absolute: absoluteEffects } as const

/** Repeated only after a look at what became of it. */
export const once = { ...delivery, isRepeatable: false, isRead: false, hasBody: true } as const
/** The same, and its answer says what was made. */
export const onceRead = { ...once, isRead: true } as const
/** What it writes is absolute, and nothing of the answer is needed. */
export const setting = { ...once, isRepeatable: true } as const
/** Asked on the way of a record out of the hub. */
export const question = { ...delivery, ...read } as const
/** Asked on the way into the hub. */
export const listing = { vendor: 'clover', stage: 'listing', ...read } as const

export type Prepare = Operation['prepare']
