import { useQuery } from '@tanstack/react-query'
import { storeKeysQuery } from '../../queries/stores.ts'
import { t } from '../../words/words.ts'

/** The store behind the location of an order. Nothing where no store has it. */
export function SoldIn({ location }: { location: unknown }) {
  const keys = useQuery(storeKeysQuery).data?.data ?? []
  const store = keys.find(({ key }) => key === location)?.store ?? null
  return store === null ? null : <> · {t('sold in {store}', { store: store.name })}</>
}
