import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { sourcesQuery } from '../../queries/records.ts'
import { t } from '../../words/words.ts'
import { sourceName } from './source-name.ts'

/** Only what comes from one source: '' is from anywhere. */
export function SourceFilter({ value, onChange }: { value: string; onChange(from: string): void }) {
  const known = useQuery(sourcesQuery).data?.data ?? []
  // The address may ask for a source in other words, or for one that is no more.
  const rest = value === '' || known.some(({ from }) => from === value) ? [] : [{ from: value, name: value }]
  const choices = [...known, ...rest].map((source) => ({ value: source.from, label: sourceName(source) }))
  return (
    <Select
      aria-label={t('Sourced from')}
      placeholder={t('Sourced from anywhere')}
      size="md"
      clearable
      clearButtonProps={{ 'aria-label': t('Sourced from anywhere') }}
      data={choices}
      value={value === '' ? null : value}
      onChange={(from) => onChange(from ?? '')}
    />
  )
}
