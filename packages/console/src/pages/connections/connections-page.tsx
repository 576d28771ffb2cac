import { Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowDownToLine, ArrowUpFromLine } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { ConnectionMark, FaultLine } from '../../components/mark.tsx'
import { Page, Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { connectionsQuery, connectorsQuery } from '../../queries/connections.ts'
import { t } from '../../words/words.ts'

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
              <Rows label={t('Connections')} columns={columns()} items={data} keyOf={({ id }) => id} />
            )
          }
        </Loaded>
      </Sheet>
      <Title order={2}>{t('Available')}</Title>
      <Loaded of={connectors}>
        {({ data }) => (
          <div className="catalogue">
            {data.map((connector) => (
              <Offer key={connector.id} connector={connector} accounts={connections.data?.data ?? []} />
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function columns(): Column<Schemas['Connection']>[] {
  return [
    {
      head: t('Name'),
      cell: ({ name }) => (
        <Link to="/connections/$name" params={{ name }}>
          {name}
        </Link>
      ),
    },
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

function Offer({
  connector,
  accounts,
}: {
  connector: Schemas['Connector']
  accounts: readonly Schemas['Connection'][]
}) {
  const { id, title, category, sources, targets } = connector
  const own = accounts.filter((account) => account.connector === id)
  return (
    <section className="sheet offer">
      <div>
        <Title order={3}>{title}</Title>
        <Text size="sm" c="dimmed">
          {category}
          {own.length > 0 && ` · ${t('{count, plural, one {# connected} other {# connected}}', { count: own.length })}`}
        </Text>
      </div>
      <ul className="abilities">
        {sources.map(({ name, title: what }) => (
          <li key={`in-${name}`}>
            <ArrowDownToLine size={14} aria-hidden /> {t('reads {what}', { what: what.toLowerCase() })}
          </li>
        ))}
        {targets.map(({ name, title: what }) => (
          <li key={`out-${name}`}>
            <ArrowUpFromLine size={14} aria-hidden /> {t('writes {what}', { what: what.toLowerCase() })}
          </li>
        ))}
      </ul>
      <ButtonLink to="/connect/$connector" params={{ connector: id }} variant={own.length > 0 ? 'default' : 'filled'}>
        {t('Connect {title}', { title })}
      </ButtonLink>
    </section>
  )
}
