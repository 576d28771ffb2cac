import type { Schemas } from '../../api.ts'
import { type Column, Rows } from '../../components/rows.tsx'
import { fieldLabel } from '../../record-words.ts'
import { t } from '../../words/words.ts'

type Offer = Schemas['Connector']

/** What a shop calls by one name, though vendors read and write it under several. */
const kinds: readonly { label(): string; names: readonly string[] }[] = [
  { label: () => t('Customers'), names: ['customers', 'profiles'] },
  { label: () => t('Orders'), names: ['orders', 'sales', 'orderEvents'] },
  { label: () => t('Products'), names: ['products', 'items', 'itemGroups', 'categories'] },
  { label: () => t('Stock'), names: ['stock'] },
  { label: () => t('Discounts'), names: ['orderDiscounts'] },
]

/** All connectors against all that any of them moves, drawn from what they say of themselves. */
export function Grid({ offers }: { offers: readonly Offer[] }) {
  return <Rows label={t('What each can do')} columns={columnsOf(offers)} items={offers} keyOf={({ id }) => id} />
}

function columnsOf(offers: readonly Offer[]): Column<Offer>[] {
  const moved = new Set(offers.flatMap(({ sources, targets }) => [...sources, ...targets].map(({ name }) => name)))
  const known = new Set(kinds.flatMap(({ names }) => names))
  const others = [...moved]
    .filter((name) => !known.has(name))
    .map((name) => ({ head: fieldLabel(name), names: [name] }))
  const features = [...kinds.map(({ label, names }) => ({ head: label(), names })), ...others]
  return [
    { head: t('Connector'), cell: ({ title }) => title },
    ...features.map(({ head, names }) => ({ head, cell: (offer: Offer) => directions(offer, names) })),
    { head: t('Webhooks'), cell: ({ hasWebhooks }) => (hasWebhooks ? t('yes') : null) },
    { head: t('Sign-in'), cell: ({ oauth }) => (oauth === null ? null : t('yes')) },
  ]
}

function directions({ sources, targets }: Offer, names: readonly string[]): string | null {
  const reads = sources.some(({ name }) => names.includes(name))
  const writes = targets.some(({ name }) => names.includes(name))
  if (reads && writes) return t('reads, writes')
  if (reads) return t('reads')
  return writes ? t('writes') : null
}
