import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { storesQuery } from '../../queries/stores.ts'
import { t } from '../../words/words.ts'

/** Only customers who like one store best. Nothing where the business has no stores. */
export function StoreFilter({ value, onChange }: { value: number | undefined; onChange(store?: number): void }) {
  const stores = useQuery(storesQuery).data?.data ?? []
  if (stores.length === 0) return null
  return (
    <Select
      aria-label={t('Favourite store')}
      placeholder={t('Any favourite store')}
      size="md"
      clearable
      clearButtonProps={{ 'aria-label': t('Any favourite store') }}
      data={stores.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === undefined ? null : String(value)}
      onChange={(store) => onChange(store === null ? undefined : Number(store))}
    />
  )
}
