import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { Copy } from '../../components/copy.tsx'
import { May } from '../../components/may.tsx'
import { Sheet } from '../../components/page.tsx'
import { Loaded } from '../../components/states.tsx'
import { settingsQuery } from '../../queries/settings.ts'
import { t } from '../../words/words.ts'
import { SignUpForm } from './sign-up-form.tsx'

/** Where customers go by themselves, or what is missing before they can. */
export function CustomersPages() {
  const settings = useQuery(settingsQuery)
  const [isChanging, setChanging] = useState(false)
  return (
    <Sheet
      title={t('For customers')}
      actions={
        <May needs="admin">
          <Button size="xs" variant="default" onClick={() => setChanging(true)}>
            {t('Change the form')}
          </Button>
        </May>
      }
    >
      <Loaded of={settings}>
        {({ loyalty }) => (
          <>
            <Addresses loyalty={loyalty} />
            {isChanging && <SignUpForm signUp={loyalty.signUp} close={() => setChanging(false)} />}
          </>
        )}
      </Loaded>
    </Sheet>
  )
}

function Addresses({ loyalty: { isOn, signUp } }: { loyalty: Schemas['Settings']['loyalty'] }) {
  if (!isOn) {
    return <Text>{t('The loyalty programme is off: nobody reaches the form or the wallet until it is on.')}</Text>
  }
  return (
    <dl className="facts">
      <div className="fact">
        <dt>{t('Sign up')}</dt>
        <dd>{signUp.isOpen ? <Copy text={`${location.origin}/join`} isWhole /> : t('The form is closed')}</dd>
      </div>
      <div className="fact">
        <dt>{t('See points and redeem')}</dt>
        <dd>
          <Copy text={`${location.origin}/wallet`} isWhole />
        </dd>
      </div>
    </dl>
  )
}
