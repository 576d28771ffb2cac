import { Button, Checkbox, SegmentedControl, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Problem, type Schemas } from '../../api.ts'
import { Page, Sheet } from '../../components/page.tsx'
import { fieldsOfSchema, SchemaForm } from '../../components/schema-form.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { connectionsQuery, connectorsQuery, useCheck, useConnect } from '../../queries/connections.ts'
import { t } from '../../words/words.ts'
import { ConnectSettings, isFilled, shownIn } from './connect-settings.tsx'
import { ConnectionName } from './connection-name.tsx'
import { Guide, SignInGuide } from './guide.tsx'
import { Permissions } from './permissions.tsx'
import { VendorSignIn } from './vendor-sign-in.tsx'

const route = getRouteApi('/connect/$connector')

/** From a vendor's token to a connection: guide, form, and what the credentials open. */
export function ConnectPage() {
  const { connector: id } = route.useParams()
  const { name } = route.useSearch()
  const connectors = useQuery(connectorsQuery)
  // A form without them would offer the defaults in place of what is stored, and a name that is taken.
  const known = useQuery(connectionsQuery)
  return (
    <Loaded of={connectors}>
      {({ data }) => {
        const connector = data.find((each) => each.id === id)
        if (connector === undefined) return <Unknown id={id} />
        return (
          <Loaded of={known}>
            {(connections) => <Connect key={name ?? ''} connector={connector} known={connections.data} />}
          </Loaded>
        )
      }}
    </Loaded>
  )
}

function Unknown({ id }: { id: string }) {
  return <Page title={t('This hub has no connector “{id}”', { id })}>{null}</Page>
}

interface ConnectProps {
  connector: Schemas['Connector']
  known: readonly Schemas['Connection'][]
}

function Connect({ connector, known }: ConnectProps) {
  const navigate = useNavigate()
  const { name: wished, oauth: attempt } = route.useSearch()
  const [name, setName] = useState(wished ?? freeName(connector.id, known))
  const [credentials, setCredentials] = useState<Record<string, unknown>>({})
  const [chosenSettings, chooseSettings] = useState<Record<string, unknown>>({})
  const [allowMissing, setAllowMissing] = useState(false)
  /** The connection that is given new credentials; undefined: it is a new one. */
  const before = known.find((each) => each.name === name && each.connector === connector.id)
  const isAgain = before?.isSignedIn === true
  const [chosen, setWay] = useState<'key' | 'oauth'>()
  const way = chosen ?? (attempt !== undefined || isAgain ? 'oauth' : 'key')
  const check = useCheck()
  const connect = useConnect()

  const credentialFields = fieldsOfSchema(connector.credentials)
  const settingFields = fieldsOfSchema(connector.settings)
  const settings = shownIn(settingFields, { ...before?.settings, ...chosenSettings })
  const account = { connector: connector.id, name, credentials, settings }
  const problem = [connect.error, check.error].find((error) => error instanceof Problem)
  const troubleIn = (place: string) => (field: string) => problem?.fields.get(`/${place}/${field}`)
  const missing = (check.data?.permissions ?? []).filter(
    ({ state, neededBy }) => state === 'missing' && neededBy.length > 0,
  )
  const isComplete = name !== '' && isFilled(credentialFields, credentials) && isFilled(settingFields, settings)
  /** What was checked is no longer what stands in the form. */
  const changed = () => {
    check.reset()
    connect.reset()
  }

  return (
    <Page
      title={t('Connect {title}', { title: connector.title })}
      back={{ to: '/connections', label: t('Connections') }}
    >
      <div className="columns columns-even">
        {connector.oauth !== null && way === 'oauth' ? (
          <SignInGuide title={connector.title} />
        ) : (
          <Guide connector={connector.id} environment={settings.environment} />
        )}
        <div className="column-wide stack">
          {connector.oauth !== null && (
            <SegmentedControl
              aria-label={t('How to connect')}
              value={way}
              onChange={(value) => setWay(value === 'oauth' ? 'oauth' : 'key')}
              data={[
                { value: 'key', label: t('With a key') },
                { value: 'oauth', label: t('Sign in with {title}', { title: connector.title }) },
              ]}
            />
          )}
          {connector.oauth !== null && way === 'oauth' ? (
            <VendorSignIn connector={connector} app={connector.oauth} {...{ name, setName, before, attempt }} />
          ) : (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                if (check.data === undefined) return check.mutate(account)
                connect.mutate(
                  { ...account, allowMissing: allowMissing && missing.length > 0 },
                  { onSuccess: () => void navigate({ to: '/connections/$name', params: { name } }) },
                )
              }}
            >
              <Sheet>
                <div className="stack">
                  <ConnectionName
                    name={name}
                    trouble={problem?.fields.get('/name')}
                    set={(typed) => {
                      changed()
                      setName(typed)
                    }}
                  />
                  <SchemaForm
                    fields={credentialFields}
                    values={credentials}
                    trouble={troubleIn('credentials')}
                    set={(field, value) => {
                      changed()
                      setCredentials({ ...credentials, [field]: value })
                    }}
                  />
                  <ConnectSettings
                    fields={settingFields}
                    values={settings}
                    trouble={troubleIn('settings')}
                    set={(field, value) => {
                      changed()
                      chooseSettings({ ...chosenSettings, [field]: value })
                    }}
                  />
                  <Trouble error={connect.error ?? check.error} />
                  {check.data !== undefined && (
                    <>
                      <Text>
                        {t('{title} knows this account as {label}.', {
                          title: connector.title,
                          label: check.data.label,
                        })}
                      </Text>
                      <Permissions checked={check.data} />
                    </>
                  )}
                  {missing.length > 0 && (
                    <Checkbox
                      label={t('Connect all the same, and do without what needs these')}
                      checked={allowMissing}
                      onChange={({ currentTarget }) => setAllowMissing(currentTarget.checked)}
                    />
                  )}
                  <div className="form-foot">
                    {check.data === undefined ? (
                      <Button type="submit" disabled={!isComplete} loading={check.isPending}>
                        {t('Check')}
                      </Button>
                    ) : (
                      <>
                        <Button variant="default" onClick={() => check.mutate(account)} loading={check.isPending}>
                          {t('Check again')}
                        </Button>
                        <Button
                          type="submit"
                          disabled={missing.length > 0 && !allowMissing}
                          loading={connect.isPending}
                        >
                          {t('Connect')}
                        </Button>
                      </>
                    )}
                  </div>
                </div>
              </Sheet>
            </form>
          )}
        </div>
      </div>
    </Page>
  )
}

function freeName(connector: string, known: readonly Schemas['Connection'][]): string {
  const taken = new Set(known.map(({ name }) => name))
  const number =
    [1, 2, 3, 4, 5, 6, 7, 8, 9].find((each) => !taken.has(each === 1 ? connector : `${connector}-${each}`)) ?? 10
  return number === 1 ? connector : `${connector}-${number}`
}
