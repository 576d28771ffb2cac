import { TextInput } from '@mantine/core'
import { t } from '../../words/words.ts'

interface ConnectionNameProps {
  name: string
  trouble: string | undefined
  set(name: string): void
}

export function ConnectionName({ name, trouble, set }: ConnectionNameProps) {
  return (
    <TextInput
      label={t('Name of the connection')}
      description={t('Small letters, digits and hyphens; it stands in addresses and commands')}
      error={trouble}
      value={name}
      required
      autoComplete="off"
      onChange={({ currentTarget }) => set(currentTarget.value)}
    />
  )
}
