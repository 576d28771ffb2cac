import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Store as StoreIcon } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { ConnectorSymbol } from '../../components/connector-symbol.tsx'
import { May } from '../../components/may.tsx'
import { Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { storeKeysQuery, storesQuery } from '../../queries/stores.ts'
import { number, t } from '../../words/words.ts'
import { ArchivedStores } from './archived-stores.tsx'
import { StoreForm } from './store-form.tsx'
import { UnmappedKeys } from './unmapped-keys.tsx'

type Store = Schemas['Store']

/** What is open in the form: a store or a new one, and the key that it is to have besides. */
interface Draft {
  store: Store | null
  more: Schemas['StoreKey'] | null
}

/** Where the business sells, and which keys its sources have for each place. */
export function Stores() {
  const stores = useQuery(storesQuery)
  const keys = useQuery(storeKeysQuery)
  const [draft, setDraft] = useState<Draft | null>(null)
  const unmapped = (keys.data?.data ?? []).filter(({ store }) => store === null)
  return (
    <>
      {unmapped.length > 0 && (
        <UnmappedKeys
          keys={unmapped}
          stores={stores.data?.data ?? []}
          map={(more, store) => setDraft({ store, more })}
        />
      )}
      <Sheet
        title={t('Stores')}
        flush
        actions={
          <May needs="editor">
            <Button size="xs" onClick={() => setDraft({ store: null, more: null })}>
              {t('New store')}
            </Button>
          </May>
        }
      >
        <Loaded of={stores}>
          {({ data }) =>
            data.length === 0 ? (
              <Empty
                icon={<StoreIcon size={28} aria-hidden />}
                title={t('No stores yet')}
                says={t('Enter each place where you sell, and map what your tills call it.')}
              />
            ) : (
              <Rows
                label={t('Stores')}
                items={data}
                keyOf={({ id }) => id}
                columns={columns((store) => setDraft({ store, more: null }))}
              />
            )
          }
        </Loaded>
      </Sheet>
      <ArchivedStores />
      {draft !== null && (
        <StoreForm
          key={`${draft.store?.id} ${draft.more?.key}`}
          store={draft.store}
          more={draft.more}
          keys={keys.data?.data ?? []}
          close={() => setDraft(null)}
        />
      )}
    </>
  )
}

function columns(edit: (store: Store) => void): Column<Store>[] {
  return [
    {
      head: t('Name'),
      cell: ({ name, nickname }) => (
        <>
          {name} {nickname !== null && <span className="quiet">{nickname}</span>}
        </>
      ),
    },
    { head: t('Address'), cell: (store) => addressOf(store), isDeskOnly: true },
    { head: t('Sources'), cell: ({ keys }) => <Sources keys={keys} /> },
    {
      head: t('Orders'),
      cell: ({ keys }) => number(keys.reduce((sum, { orders }) => sum + orders, 0)),
      isNumber: true,
    },
    {
      head: t('Actions'),
      isAction: true,
      cell: (store) => (
        <May needs="editor">
          <Button size="compact-sm" variant="default" onClick={() => edit(store)}>
            {t('Edit')}
            <span className="unseen"> {store.name}</span>
          </Button>
        </May>
      ),
    },
  ]
}

/** Each source that knows the store, once. */
function Sources({ keys }: { keys: Store['keys'] }) {
  const sources = new Map(keys.map(({ connection, connector }) => [connection, connector]))
  if (sources.size === 0) return <span className="quiet">{t('No key yet')}</span>
  return (
    <span className="symbols">
      {[...sources].map(([connection, connector]) => (
        <span key={connection} className="symbol">
          <ConnectorSymbol connector={connector} /> {connection}
        </span>
      ))}
    </span>
  )
}

function addressOf({ address1, city, region }: Store): string {
  return [address1, city, region].filter((part) => part !== null).join(', ') || '—'
}
