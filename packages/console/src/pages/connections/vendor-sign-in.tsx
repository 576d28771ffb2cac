import { Alert, Button, Checkbox, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { Problem, type Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { fieldsOfSchema, SchemaForm } from '../../components/schema-form.tsx'
import { Trouble } from '../../components/states.tsx'
import { oauthQuery, useBeginOAuth } from '../../queries/connections.ts'
import { t } from '../../words/words.ts'
import { ConnectSettings, isFilled, shownIn } from './connect-settings.tsx'
import { ConnectionName } from './connection-name.tsx'

interface VendorSignInProps {
  connector: Schemas['Connector']
  app: Record<string, unknown>
  name: string
  setName(name: string): void
  /** The connection of this name, where there is one: its settings hold, and where it was signed in to its app does. */
  before: Schemas['Connection'] | undefined
  /** A sign-in that came back without a connection. */
  attempt: number | undefined
}

/** Connects by signing in at the vendor: the browser leaves, and comes back to the connection. */
export function VendorSignIn({ connector, app: schema, name, setName, before, attempt }: VendorSignInProps) {
  const [app, setApp] = useState<Record<string, unknown>>({})
  const [chosenSettings, chooseSettings] = useState<Record<string, unknown>>({})
  const [allowMissing, setAllowMissing] = useState(false)
  const isAgain = before?.isSignedIn === true
  const settingFields = fieldsOfSchema(connector.settings)
  const settings = shownIn(settingFields, { ...before?.settings, ...chosenSettings })
  const begin = useBeginOAuth()
  const failed = useQuery(oauthQuery(attempt)).data?.problem ?? null
  const appFields = fieldsOfSchema(schema).map((field) => (isAgain ? { ...field, isRequired: false } : field))
  const problem = begin.error instanceof Problem ? begin.error : undefined
  const isComplete = name !== '' && isFilled(appFields, app)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const account = { connector: connector.id, name, app, settings, allowMissing }
        begin.mutate(account, { onSuccess: ({ url }) => location.assign(url) })
      }}
    >
      <Sheet>
        <div className="stack">
          {failed !== null && (
            <Alert
              color="red"
              variant="light"
              icon={<CircleAlert size={18} aria-hidden />}
              role="alert"
              className="trouble"
            >
              {failed.detail}
            </Alert>
          )}
          <ConnectionName name={name} trouble={problem?.fields.get('/name')} set={setName} />
          <Title order={3}>{t('Your app at {title}', { title: connector.title })}</Title>
          {isAgain && <Text size="sm">{t('Leave it empty to use the app of the last sign-in.')}</Text>}
          <SchemaForm
            fields={appFields}
            values={app}
            trouble={(field) => problem?.fields.get(`/app/${field}`)}
            set={(field, value) => setApp({ ...app, [field]: value })}
          />
          <ConnectSettings
            fields={settingFields}
            values={settings}
            trouble={(field) => problem?.fields.get(`/settings/${field}`)}
            set={(field, value) => chooseSettings({ ...chosenSettings, [field]: value })}
          />
          <Checkbox
            label={t('Connect although permissions are missing')}
            checked={allowMissing}
            onChange={({ currentTarget }) => setAllowMissing(currentTarget.checked)}
          />
          <Trouble error={begin.error} />
          <div className="form-foot">
            <Button type="submit" disabled={!isComplete} loading={begin.isPending || begin.isSuccess}>
              {t('Sign in with {title}', { title: connector.title })}
            </Button>
          </div>
        </div>
      </Sheet>
    </form>
  )
}
