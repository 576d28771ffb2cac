import { amount } from '../../money.ts'
import { isText, valueText } from '../../record-words.ts'
import { t } from '../../words/words.ts'

type Fields = Record<string, unknown>

/** How the list of an entity's records speaks. */
export interface EntityWords {
  all: string
  one: string
  search: string
  hint: string
  none: string
  /** The two facts that matter beside the name: the first is shown on a phone, too. */
  facts: readonly [Fact, Fact]
}

interface Fact {
  label: string
  of(data: Fields): string
  isCode?: true
}

/** Asked for at each drawing: the language may have changed. */
export function entityWords(entity: string): EntityWords {
  switch (entity) {
    case 'Order':
      return {
        all: t('Orders'),
        one: t('Order'),
        search: t('Search orders'),
        hint: t('Order number …'),
        none: t('No orders yet'),
        facts: [
          { label: t('E-mail address'), of: ({ emailAddress }) => textOf(emailAddress) },
          { label: t('Total'), of: ({ total, currency }) => price(total, currency) },
        ],
      }
    case 'Product':
      return {
        all: t('Products'),
        one: t('Product'),
        search: t('Search products'),
        hint: t('Name, SKU …'),
        none: t('No products yet'),
        facts: [
          { label: t('Price'), of: ({ defaultPrice, currency }) => price(defaultPrice, currency) },
          { label: t('SKU'), of: ({ sku }) => textOf(sku), isCode: true },
        ],
      }
    case 'InventoryLevel':
      return {
        all: t('Stock'),
        one: t('Stock level'),
        search: t('Search stock'),
        hint: t('Name, SKU …'),
        none: t('No stock yet'),
        facts: [
          { label: t('On hand'), of: ({ quantityOnHand }) => valueText(quantityOnHand) },
          { label: t('SKU'), of: ({ sku }) => textOf(sku), isCode: true },
        ],
      }
    default:
      return {
        all: t('Customers'),
        one: t('Customer'),
        search: t('Search customers'),
        hint: t('Name, e-mail address, number …'),
        none: t('No customers yet'),
        facts: [
          { label: t('E-mail address'), of: ({ emailAddress }) => textOf(emailAddress) },
          { label: t('Number'), of: ({ customerNumber }) => textOf(customerNumber), isCode: true },
        ],
      }
  }
}

function textOf(value: unknown): string {
  return isText(value) ? value : '—'
}

/** Told without the shape of the field: the palette speaks these words, and the first screen cannot wait for all shapes. */
function price(minor: unknown, currency: unknown): string {
  return typeof minor === 'number' ? amount(minor, currency) : valueText(minor)
}
