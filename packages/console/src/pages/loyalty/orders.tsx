import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ReceiptText } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { May } from '../../components/may.tsx'
import { More } from '../../components/more.tsx'
import { Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { amount } from '../../money.ts'
import { unattributedQuery } from '../../queries/points.ts'
import { number, t } from '../../words/words.ts'
import { AttributeOrder } from './attribute-order.tsx'

type Order = Schemas['UnattributedOrder']

/** Orders that name no customer: they earn once somebody says whose they are. */
export function Orders() {
  const list = useInfiniteQuery(unattributedQuery)
  const [chosen, setChosen] = useState<Order | null>(null)
  return (
    <Sheet title={t('Orders without a customer')} flush>
      <Text size="sm" c="dimmed" className="sheet-says">
        {t(
          'Nobody said who they are before they paid, so nobody earned. Give an order to a customer, and it earns once.',
        )}
      </Text>
      <Loaded of={list}>
        {({ pages }) => {
          const orders = pages.flatMap(({ data }) => data)
          if (orders.length === 0) {
            return (
              <Empty
                icon={<ReceiptText size={28} aria-hidden />}
                title={t('Every order has its customer')}
                says={t('An order whose buyer gave no details at the till would stand here.')}
              />
            )
          }
          return (
            <>
              <Rows
                label={t('Orders without a customer')}
                items={orders}
                keyOf={({ id }) => id}
                columns={columns(setChosen)}
              />
              <More of={list} m="md" />
            </>
          )
        }}
      </Loaded>
      {chosen !== null && <AttributeOrder key={chosen.id} order={chosen} close={() => setChosen(null)} />}
    </Sheet>
  )
}

function columns(choose: (order: Order) => void): Column<Order>[] {
  return [
    {
      head: t('Order'),
      cell: ({ id, number: called }) => (
        <Link to="/records/$id" params={{ id: String(id) }}>
          {called ?? `#${id}`}
        </Link>
      ),
    },
    { head: t('Placed'), cell: ({ placedAt }) => <When at={placedAt} /> },
    { head: t('E-mail address'), cell: ({ emailAddress }) => emailAddress ?? '—', isDeskOnly: true },
    {
      head: t('Total'),
      cell: ({ total, currency }) => (total === null ? '—' : amount(total, currency)),
      isNumber: true,
    },
    { head: t('Would earn'), cell: ({ wouldEarn }) => number(wouldEarn), isNumber: true },
    {
      head: t('Actions'),
      isAction: true,
      cell: (order) => (
        <May needs="operator">
          <Button size="compact-sm" variant="default" onClick={() => choose(order)}>
            {t('Give to a customer')}
            <span className="unseen"> {order.number ?? order.id}</span>
          </Button>
        </May>
      ),
    },
  ]
}
