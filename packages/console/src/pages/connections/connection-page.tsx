import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { HelpFoot } from '../../components/help-foot.tsx'
import { ConnectionMark, FaultLine, Mark } from '../../components/mark.tsx'
import { Page, Sheet } from '../../components/page.tsx'
import { fieldsOfSchema, type SchemaField } from '../../components/schema-form.tsx'
import { Loaded } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { connectionsQuery, connectorsQuery } from '../../queries/connections.ts'
import { flowsQuery } from '../../queries/flows.ts'
import { fieldLabel, plainText } from '../../record-words.ts'
import { t } from '../../words/words.ts'
import { FlowRows } from '../flows/flow-rows.tsx'
import { MissingPage } from '../missing-page.tsx'
import { Arrival } from './arrival.tsx'
import { Recipes } from './recipes.tsx'
import { Switches } from './switches.tsx'

const route = getRouteApi('/connections/$name')

/** One account: how it is, what flows over it, what more it could do. */
export function ConnectionPage() {
  const { name } = route.useParams()
  const connections = useQuery(connectionsQuery)
  return (
    <Loaded of={connections}>
      {({ data }) => {
        const connection = data.find((each) => each.name === name)
        return connection === undefined ? <MissingPage /> : <Connection connection={connection} />
      }}
    </Loaded>
  )
}

function Connection({ connection }: { connection: Schemas['Connection'] }) {
  const { id, name, connector, label, account, state, fault, createdAt } = connection
  const flows = useQuery(flowsQuery)
  const offer = useQuery(connectorsQuery).data?.data.find((each) => each.id === connector)
  const isUsed = flows.data?.data.some(({ connectionId }) => connectionId === id) === true
  const recipes = <Recipes connection={connection} />
  return (
    <Page
      title={name}
      back={{ to: '/connections', label: t('Connections') }}
      mark={<ConnectionMark state={state} />}
      says={
        <>
          {label === account ? account : `${label} (${account})`} · {t('connected')} <When at={createdAt} />
        </>
      }
      actions={
        <ButtonLink
          to="/connect/$connector"
          params={{ connector }}
          search={{ name }}
          variant={state === 'stopped' ? 'filled' : 'default'}
        >
          {t('New credentials')}
        </ButtonLink>
      }
    >
      <FaultLine fault={fault} />
      <Sheet title={t('Flows')} flush>
        <Loaded of={flows}>
          {({ data }) => (
            <FlowRows flows={data.filter(({ connectionId }) => connectionId === id)} accounts={[connection]} />
          )}
        </Loaded>
      </Sheet>
      {!isUsed && recipes}
      <Arrival of={connection.arrival} />
      <Switches connection={name} />
      {isUsed && recipes}
      <Facts
        title={t('Credentials')}
        facts={connection.credentials}
        fields={fieldsOfSchema(offer?.credentials ?? {})}
      />
      <GrantedPermissions of={connection.permissions} />
      <HelpFoot page={helpOf.get(connector) ?? 'when-something-did-not-arrive'} />
    </Page>
  )
}

/** The how-to page of each vendor. */
const helpOf: ReadonlyMap<string, string> = new Map([
  ['clover', 'connect-clover'],
  ['clover-ecommerce', 'connect-clover'],
  ['klaviyo', 'connect-klaviyo'],
  ['shopify', 'connect-shopify'],
])

/** What the vendor opened when the account was checked last. */
function GrantedPermissions({ of: permissions }: { of: Record<string, unknown> }) {
  const names = Object.keys(permissions).toSorted()
  if (names.length === 0) return null
  return (
    <Sheet title={t('Permissions')}>
      <ul className="permissions">
        {names.map((name) => (
          <li key={name}>
            <code>{name}</code>
            {permissions[name] === 'granted' && <Mark tone="good">{t('Granted')}</Mark>}
            {permissions[name] === 'missing' && <Mark tone="amber">{t('Missing')}</Mark>}
            {permissions[name] === 'unknown' && <Mark tone="quiet">{t('Not known')}</Mark>}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

interface FactsProps {
  title: string
  facts: Record<string, unknown>
  /** What the connector calls them. */
  fields: readonly SchemaField[]
}

function Facts({ title, facts, fields }: FactsProps) {
  const entries = Object.entries(facts)
  if (entries.length === 0) return null
  return (
    <Sheet title={title}>
      <dl className="facts">
        {entries.map(([name, value]) => {
          const field = fields.find((each) => each.name === name)
          const choice = field?.choices.find((each) => each.value === value)
          return (
            <div key={name} className="fact">
              <dt>{field?.title ?? fieldLabel(name)}</dt>
              <dd>
                <Text span>{choice?.label ?? plainText(value)}</Text>
              </dd>
            </div>
          )
        })}
      </dl>
    </Sheet>
  )
}
