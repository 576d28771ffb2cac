import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { ConnectionMark, FaultLine } from '../../components/mark.tsx'
import { Page, Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { connectionsQuery, connectorsQuery } from '../../queries/connections.ts'
import { t } from '../../words/words.ts'
import { Catalogue } from './catalogue.tsx'

/** The accounts that are connected, and those that could be. */
export function ConnectionsPage() {
  const connections = useQuery(connectionsQuery)
  const connectors = useQuery(connectorsQuery)
  return (
    <Page title={t('Connections')}>
      <Sheet flush>
        <Loaded of={connections}>
          {({ data }) =>
            data.length === 0 ? (
              <Empty
                title={t('Nothing is connected yet')}
                says={t('Choose what to connect below; begin with the till.')}
              />
            ) : (
              <Rows
                label={t('Connections')}
                columns={columns(connectors.data?.data ?? [])}
                items={data}
                keyOf={({ id }) => id}
              />
            )
          }
        </Loaded>
      </Sheet>
      <Loaded of={connectors}>
        {({ data }) => <Catalogue offers={data} accounts={connections.data?.data ?? []} />}
      </Loaded>
    </Page>
  )
}

function columns(offers: readonly Schemas['Connector'][]): Column<Schemas['Connection']>[] {
  return [
    {
      head: t('Name'),
      cell: ({ name }) => (
        <Link to="/connections/$name" params={{ name }}>
          {name}
        </Link>
      ),
    },
    { head: t('Vendor'), cell: ({ connector }) => offers.find(({ id }) => id === connector)?.title ?? connector },
    { head: t('Account'), cell: ({ label, account }) => (label === account ? account : `${label} (${account})`) },
    {
      head: t('State'),
      cell: ({ state, fault }) => (
        <>
          <ConnectionMark state={state} /> <FaultLine fault={fault} />
        </>
      ),
    },
  ]
}
