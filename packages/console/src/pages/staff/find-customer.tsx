import { Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { ChevronRight, Search, UserX } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Schemas } from '../../api.ts'
import { Empty, Loaded, Waiting } from '../../components/states.tsx'
import { customersAtCounterQuery } from '../../queries/rewards.ts'
import { t } from '../../words/words.ts'
import { pointsOf } from '../loyalty/reward-words.ts'

const route = getRouteApi('/staff')

/** Who stands at the counter, by whatever they say of themselves. */
export function FindCustomer() {
  const { q = '' } = route.useSearch()
  const navigate = useNavigate()
  const [text, setText] = useState(q)
  const [words] = useDebouncedValue(text.trim(), 200)
  useEffect(() => {
    void navigate({ to: '/staff', search: words === '' ? {} : { q: words }, replace: true })
  }, [words, navigate])
  return (
    <>
      <h1 className="unseen">{t('Counter')}</h1>
      <search>
        <TextInput
          size="lg"
          type="search"
          label={t('Find a customer')}
          description={t('Phone number, e-mail address, number or name')}
          leftSection={<Search size={20} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="search"
          autoFocus
        />
      </search>
      {words.length > 1 && <Found words={words} />}
    </>
  )
}

function Found({ words }: { words: string }) {
  const found = useQuery(customersAtCounterQuery(words))
  return (
    <Loaded of={found} waiting={<Waiting lines={3} />}>
      {({ data }) =>
        data.length === 0 ? (
          <Empty
            icon={<UserX size={28} aria-hidden />}
            title={t('Nobody is found')}
            says={t('Try the last digits of the phone number, or a part of the name.')}
          />
        ) : (
          <ul className="staff-list" aria-label={t('Customers')}>
            {data.map((customer) => (
              <li key={customer.id}>
                <Link to="/staff" search={{ customer: customer.id }} className="staff-row">
                  <span className="staff-who">
                    <strong>{customer.name === '' ? t('Without a name') : customer.name}</strong>
                    <Hint of={customer} />
                  </span>
                  <span className="staff-points">{pointsOf(customer.balance)}</span>
                  <ChevronRight size={20} aria-hidden />
                </Link>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

/** Enough to tell two of the same name apart, and too little to copy. */
export function Hint({ of: { phone, email, customerNumber } }: { of: Schemas['CustomerAtCounter'] }) {
  const facts = [phone, email, customerNumber].filter((fact) => fact !== null)
  return (
    <Text size="sm" c="dimmed" component="span">
      {facts.slice(0, 2).map((fact) => (
        <span key={fact} className="staff-fact">
          {fact}
        </span>
      ))}
    </Text>
  )
}
