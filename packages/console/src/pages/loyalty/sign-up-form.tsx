import { Button, Select, Switch, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Problem, type Schemas } from '../../api.ts'
import { Copy } from '../../components/copy.tsx'
import { Sheet } from '../../components/page.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { useMay } from '../../queries/session.ts'
import { settingsQuery, useChangeSettings } from '../../queries/settings.ts'
import { t } from '../../words/words.ts'

type Loyalty = Schemas['Settings']['loyalty']
type SignUp = Loyalty['signUp']

/** The form that customers fill in: whether it is open, where it stands, and what it asks for. */
export function SignUpForm() {
  const settings = useQuery(settingsQuery)
  return (
    <Sheet title={t('The form')}>
      <Loaded of={settings}>{({ loyalty }) => <Fields loyalty={loyalty} />}</Loaded>
    </Sheet>
  )
}

function Fields({ loyalty }: { loyalty: Loyalty }) {
  const [draft, setDraft] = useState<Partial<SignUp>>({})
  const change = useChangeSettings()
  const isLocked = !useMay('admin')
  const { error } = change
  const value = { ...loyalty.signUp, ...draft }
  const isChanged = JSON.stringify(value) !== JSON.stringify(loyalty.signUp)
  const set = (more: Partial<SignUp>) => setDraft((before) => ({ ...before, ...more }))
  const wrong = (field: string) =>
    error instanceof Problem
      ? [...error.fields].find(([place]) => place.startsWith(`/loyalty/signUp/${field}`))?.[1]
      : undefined
  return (
    <form
      className="stack narrow"
      onSubmit={(event) => {
        event.preventDefault()
        const onSuccess = () => {
          setDraft({})
          tell(t('Saved'))
        }
        change.mutate({ loyalty: { signUp: draft } }, { onSuccess })
      }}
    >
      <Standing loyalty={loyalty} />
      <Switch
        label={t('Customers can sign up by themselves')}
        checked={value.isOpen}
        disabled={isLocked}
        onChange={({ currentTarget: { checked } }) => set({ isOpen: checked })}
      />
      <TextInput
        label={t('Name of the programme')}
        description={t('As customers know it; it stands above the form and in the mails with a code')}
        maxLength={60}
        value={value.programme}
        disabled={isLocked}
        error={wrong('programme')}
        onChange={({ currentTarget }) => set({ programme: currentTarget.value })}
      />
      <Select
        label={t('Phone number')}
        description={t('By the phone the till finds people again')}
        data={[
          { value: 'required', label: t('Required') },
          { value: 'optional', label: t('Optional: an e-mail address is enough') },
        ]}
        allowDeselect={false}
        value={value.phone}
        disabled={isLocked}
        onChange={(chosen) => set({ phone: chosen === 'optional' ? 'optional' : 'required' })}
      />
      <TextInput
        label={t('Country')}
        description={t('Two letters, such as US: whose phone numbers are written without a country code')}
        maxLength={2}
        value={value.country}
        disabled={isLocked}
        error={wrong('country')}
        onChange={({ currentTarget }) => set({ country: currentTarget.value.toUpperCase() })}
      />
      <Trouble error={error} />
      {isLocked ? (
        <Text size="sm" c="dimmed">
          {t('An admin can change this.')}
        </Text>
      ) : (
        <div className="row-actions">
          <Button type="submit" loading={change.isPending} disabled={!isChanged}>
            {t('Save')}
          </Button>
          {isChanged && (
            <Button variant="default" onClick={() => setDraft({})}>
              {t('Discard')}
            </Button>
          )}
        </div>
      )}
    </form>
  )
}

/** Where customers go; or what is missing before they can. */
function Standing({ loyalty }: { loyalty: Loyalty }) {
  const [form, wallet] = ['/join', '/wallet'].map((path) => `${location.origin}${path}`)
  if (!loyalty.isOn) {
    return <Text>{t('The loyalty programme is off: nobody reaches the form or the wallet until it is on.')}</Text>
  }
  return (
    <dl className="facts">
      <div>
        <dt>{t('Sign up')}</dt>
        <dd>{loyalty.signUp.isOpen ? <Copy text={form ?? ''} isWhole /> : t('closed')}</dd>
      </div>
      <div>
        <dt>{t('See points and redeem')}</dt>
        <dd>
          <Copy text={wallet ?? ''} isWhole />
        </dd>
      </div>
    </dl>
  )
}
