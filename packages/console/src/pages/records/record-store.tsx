import { Button, Modal, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { FormFoot } from '../../components/form-foot.tsx'
import { May } from '../../components/may.tsx'
import { Sheet } from '../../components/page.tsx'
import { Trouble } from '../../components/states.tsx'
import { tellTrouble } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { favouriteStoreQuery, storesQuery, useChooseStore } from '../../queries/stores.ts'
import { t } from '../../words/words.ts'

/** Where this customer likes to buy. Nothing where the business has no stores. */
export function RecordStore({ id }: { id: number }) {
  const stores = useQuery(storesQuery).data?.data ?? []
  const found = useQuery({ ...favouriteStoreQuery(String(id)), enabled: stores.length > 0 }).data
  const choose = useChooseStore(String(id))
  const [isOpen, setOpen] = useState(false)
  if (stores.length === 0 || found === undefined) return null
  const { favourite, choice, visits } = found
  return (
    <Sheet
      title={t('Favourite store')}
      actions={
        <May needs="operator">
          <span className="row-actions">
            {choice !== null && (
              <Button
                size="compact-sm"
                variant="default"
                loading={choose.isPending}
                onClick={() => choose.mutate(null, { onError: tellTrouble })}
              >
                {t('Go by the orders')}
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
              {t('Choose')}
            </Button>
          </span>
        </May>
      }
    >
      <Text fw={500}>{favourite?.name ?? t('None yet')}</Text>
      <Text size="sm" c="dimmed" component="div">
        <Reason of={found} />
      </Text>
      {(visits.length > 1 || choice !== null) && <Visits of={visits} />}
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('Choose the favourite store')}
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        <Chooser stores={stores} now={favourite?.id ?? null} choose={choose} close={() => setOpen(false)} />
      </Modal>
    </Sheet>
  )
}

/** How it is known. */
function Reason({ of: { choice, visits } }: { of: Schemas['FavouriteStore'] }) {
  if (choice !== null) {
    return (
      <>
        {t('chosen by')} <ActorName actor={choice.by} /> · <When at={choice.at} />
      </>
    )
  }
  const [most] = visits
  if (most === undefined) return t('Nothing was bought in any store.')
  if (visits.length > 1) return t('the most orders')
  return (
    <>
      {t('{count, plural, one {# order} other {# orders}}', { count: most.orders })} · <When at={most.lastAt} />
    </>
  )
}

function Visits({ of: visits }: { of: Schemas['FavouriteStore']['visits'] }) {
  return (
    <dl className="facts">
      {visits.map(({ store, name, orders, lastAt }) => (
        <div key={store} className="fact">
          <dt>{name}</dt>
          <dd>
            {t('{count, plural, one {# order} other {# orders}}', { count: orders })}
            <span className="origin">
              <When at={lastAt} />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface ChooserProps {
  stores: readonly Schemas['Store'][]
  now: number | null
  choose: ReturnType<typeof useChooseStore>
  close(): void
}

function Chooser({ stores, now, choose, close }: ChooserProps) {
  const [store, setStore] = useState(now === null ? null : String(now))
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (store !== null) choose.mutate(Number(store), { onSuccess: close })
      }}
    >
      <Text size="sm" c="dimmed">
        {t('It holds whatever the customer buys, until you go by the orders again.')}
      </Text>
      <Select
        label={t('Store')}
        data={stores.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={store}
        onChange={setStore}
        searchable
        allowDeselect={false}
      />
      <Trouble error={choose.error} />
      <FormFoot act={t('Choose')} close={close} isPending={choose.isPending} isReady={store !== null} />
    </form>
  )
}
