import type { CloverChoices } from '../choices.ts'
import type { EventKey } from './app.ts'

/** One line of a message. */
export interface WebhookEvent {
  objectId: string
  type: 'CREATE' | 'UPDATE' | 'DELETE'
  ts: number
}

/** The things of which apps are told, by their names in the effect log. Stock, tags, taxes and discounts are not among them. */
const keys: Record<string, { key: EventKey; needs: string }> = {
  app: { key: 'A', needs: 'MERCHANT_R' },
  customer: { key: 'C', needs: 'CUSTOMERS_R' },
  employee: { key: 'E', needs: 'EMPLOYEES_R' },
  item: { key: 'I', needs: 'INVENTORY_R' },
  category: { key: 'IC', needs: 'INVENTORY_R' },
  modifierGroup: { key: 'IG', needs: 'INVENTORY_R' },
  modifier: { key: 'IM', needs: 'INVENTORY_R' },
  merchant: { key: 'M', needs: 'MERCHANT_R' },
  order: { key: 'O', needs: 'ORDERS_R' },
  payment: { key: 'P', needs: 'PAYMENTS_R' },
  openingHours: { key: 'SH', needs: 'MERCHANT_R' },
}

const types: Record<string, WebhookEvent['type']> = { create: 'CREATE', update: 'UPDATE', delete: 'DELETE' }

/** What an effect is to an app; nothing for most. Payments are never deleted. */
export function eventOf(
  kind: string,
  choices: CloverChoices,
): { key: EventKey; type: WebhookEvent['type']; needs: string } | undefined {
  const [thing = '', ...rest] = kind.split('.')
  if (thing === 'stock')
    return choices.stockRaisesWebhook ? { key: 'I', type: 'UPDATE', needs: 'INVENTORY_R' } : undefined
  const known = keys[thing]
  const verb = rest.at(-1) ?? ''
  const type = types[verb]
  if (known === undefined || type === undefined) return undefined
  if (rest.length === 1) return { ...known, type }
  // A part of a thing: the order records an update of itself besides, a customer does not.
  if (thing === 'merchant') return { ...known, type: 'UPDATE' }
  return thing === 'customer' && choices.contactsRaiseWebhook ? { ...known, type: 'UPDATE' } : undefined
}
