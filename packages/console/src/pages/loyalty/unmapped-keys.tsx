import { Button, Menu, Text } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { ConnectorSymbol } from '../../components/connector-symbol.tsx'
import { May } from '../../components/may.tsx'
import { Sheet } from '../../components/page.tsx'
import { Rows } from '../../components/rows.tsx'
import { When } from '../../components/when.tsx'
import { number, t } from '../../words/words.ts'

type Key = Schemas['StoreKey']
type Store = Schemas['Store']

interface UnmappedKeysProps {
  keys: readonly Key[]
  stores: readonly Store[]
  /** Null: to a store that is new. */
  map(key: Key, store: Store | null): void
}

/** Where orders came from that is nobody's yet. */
export function UnmappedKeys({ keys, stores, map }: UnmappedKeysProps) {
  return (
    <Sheet
      title={t('{count, plural, one {# key without a store} other {# keys without a store}}', { count: keys.length })}
      flush
    >
      <Text size="sm" c="dimmed" className="sheet-says">
        {t('Orders from there count for no store, and for nobody’s favourite.')}
      </Text>
      <Rows
        label={t('Keys without a store')}
        items={keys}
        keyOf={({ connection, key }) => `${connection} ${key}`}
        columns={[
          {
            head: t('Source'),
            cell: ({ connection, connector }) => (
              <span className="symbol">
                <ConnectorSymbol connector={connector} /> {connection}
              </span>
            ),
          },
          { head: t('Key'), cell: ({ key }) => <code>{key}</code> },
          { head: t('Orders'), cell: ({ orders }) => number(orders), isNumber: true },
          { head: t('Last'), cell: ({ lastAt }) => <When at={lastAt} />, isDeskOnly: true },
          {
            head: t('Actions'),
            isAction: true,
            cell: (each) => (
              <May needs="editor">
                <MapTo of={each} stores={stores} map={map} />
              </May>
            ),
          },
        ]}
      />
    </Sheet>
  )
}

function MapTo({ of: key, stores, map }: Pick<UnmappedKeysProps, 'stores' | 'map'> & { of: Key }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="default" rightSection={<ChevronDown size={14} aria-hidden />}>
          {t('Map')}
          <span className="unseen"> {key.key}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {stores.map((store) => (
          <Menu.Item key={store.id} onClick={() => map(key, store)}>
            {store.name}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => map(key, null)}>{t('A new store')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
