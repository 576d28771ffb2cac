import { MultiSelect, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { ConnectorSymbol } from '../../components/connector-symbol.tsx'
import { connectionsQuery } from '../../queries/connections.ts'
import { flowsQuery } from '../../queries/flows.ts'
import { t } from '../../words/words.ts'

type Key = Schemas['StoreKey']
export type ChosenKey = Pick<Key, 'connection' | 'connector' | 'key'>

interface StoreMappingsProps {
  /** Null: a new one. */
  store: number | null
  /** All that orders came from, or that a store has. */
  keys: readonly Key[]
  chosen: readonly ChosenKey[]
  choose(keys: ChosenKey[]): void
}

/** By which keys each source of orders knows the store. */
export function StoreMappings({ store, keys, chosen, choose }: StoreMappingsProps) {
  const flows = useQuery(flowsQuery)
  const connections = useQuery(connectionsQuery)
  const withOrders = new Set(
    (flows.data?.data ?? []).flatMap(({ entity, direction, connectionId }) =>
      entity === 'Order' && direction === 'to_hub' ? [connectionId] : [],
    ),
  )
  const sources = new Map([
    ...(connections.data?.data ?? []).flatMap(({ id, name, connector }) =>
      withOrders.has(id) ? [[name, connector] as const] : [],
    ),
    ...keys.map(({ connection, connector }) => [connection, connector] as const),
  ])
  return (
    <section className="stack">
      <Title order={3}>{t('Store mappings')}</Title>
      <Text size="sm" c="dimmed">
        {sources.size === 0
          ? t('No source brings orders yet: connect a till, and apply its flow of orders.')
          : t('What each source calls this store. A key belongs to one store at the most.')}
      </Text>
      {[...sources].map(([connection, connector]) => {
        const others = chosen.filter((each) => each.connection !== connection)
        const own = chosen.filter((each) => each.connection === connection).map(({ key }) => key)
        return (
          <SourceKeys
            key={connection}
            connection={connection}
            connector={connector}
            keys={keys.filter((each) => each.connection === connection)}
            store={store}
            value={own}
            onChange={(next) => choose([...others, ...next.map((key) => ({ connection, connector, key }))])}
          />
        )
      })}
    </section>
  )
}

interface SourceKeysProps {
  connection: string
  connector: string
  keys: readonly Key[]
  store: number | null
  value: string[]
  onChange(keys: string[]): void
}

function SourceKeys({ connection, connector, keys, store, value, onChange }: SourceKeysProps) {
  const [isOpen, setOpen] = useState(false)
  const known = new Map(keys.map((each) => [each.key, each]))
  const options = [...new Set([...known.keys(), ...value])].map((key) => {
    const owner = known.get(key)?.store ?? null
    return { value: key, label: key, disabled: owner !== null && owner.id !== store }
  })
  return (
    <MultiSelect
      label={
        <span className="symbol">
          <ConnectorSymbol connector={connector} /> {connection}
        </span>
      }
      aria-label={t('Keys of {connection}', { connection })}
      placeholder={value.length === 0 ? t('No key yet') : ''}
      searchable
      clearable
      // Nearly every store has one key: open, the list would cover what comes next.
      dropdownOpened={isOpen}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onOptionSubmit={() => setOpen(false)}
      data={options}
      value={value}
      onChange={onChange}
      nothingFoundMessage={t('No orders came from {connection} yet', { connection })}
      renderOption={({ option }) => <KeyOption of={option.value} standing={known.get(option.value)} store={store} />}
    />
  )
}

/** A key with how many orders came from it, and which other store has it. */
function KeyOption({ of: key, standing, store }: { of: string; standing: Key | undefined; store: number | null }) {
  const owner = standing?.store ?? null
  return (
    <span>
      <code>{key}</code>{' '}
      <span className="quiet">
        {t('{count, plural, one {# order} other {# orders}}', { count: standing?.orders ?? 0 })}
        {owner !== null && owner.id !== store && ` · ${t('mapped to {store}', { store: owner.name })}`}
      </span>
    </span>
  )
}
