import { Alert, Button, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { ChevronLeft, CircleAlert, Gift } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { AskFirst } from '../../components/ask-first.tsx'
import { Mark } from '../../components/mark.tsx'
import { Empty, Loaded, Trouble } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { counterQuery, useRedeem } from '../../queries/rewards.ts'
import { number, t } from '../../words/words.ts'
import { RedemptionMark } from '../loyalty/redemption-mark.tsx'
import { offOf, pointsOf } from '../loyalty/reward-words.ts'
import { Hint } from './find-customer.tsx'
import { Redeemed } from './redeemed.tsx'
import { UndoRedemption } from './undo-redemption.tsx'

const route = getRouteApi('/staff')

/** One customer: the points, what they buy, and what was redeemed last. */
export function AtCounter({ id }: { id: number }) {
  const { redeemed } = route.useSearch()
  const counter = useQuery(counterQuery(id))
  return (
    <Loaded of={counter}>
      {(found) => {
        const done = found.redemptions.find((each) => each.id === redeemed)
        return done === undefined ? <Customer counter={found} /> : <Redeemed redemption={done} counter={found} />
      }}
    </Loaded>
  )
}

function Customer({ counter }: { counter: Schemas['Counter'] }) {
  const { customer, isOn, favouriteStore, rewards, redemptions } = counter
  const [asked, setAsked] = useState<Schemas['Counter']['rewards'][number] | null>(null)
  return (
    <>
      <Link to="/staff" search={{}} className="staff-back">
        <ChevronLeft size={18} aria-hidden />
        {t('Another customer')}
      </Link>
      <section className="sheet staff-customer">
        <div>
          <Title order={1}>{customer.name === '' ? t('Without a name') : customer.name}</Title>
          <Hint of={customer} />
          {favouriteStore !== null && (
            <Text size="sm" c="dimmed">
              {t('Favourite store: {store}', { store: favouriteStore })}
            </Text>
          )}
        </div>
        <p className="staff-balance">{pointsOf(customer.balance)}</p>
      </section>
      {!isOn && (
        <Alert color="yellow" variant="light" icon={<CircleAlert size={18} aria-hidden />}>
          {t('The loyalty programme is off: nothing can be redeemed.')}
        </Alert>
      )}
      <section className="staff-part">
        <Title order={2}>{t('Rewards')}</Title>
        {rewards.length === 0 ? (
          <Empty icon={<Gift size={28} aria-hidden />} title={t('No reward is on offer')} />
        ) : (
          <ul className="staff-list">
            {rewards.map((reward) => (
              <li key={reward.id} className="staff-reward">
                <span className="staff-who">
                  <strong>{reward.name}</strong>
                  <Text size="sm" c="dimmed" component="span">
                    {pointsOf(reward.points)} · {offOf(reward.discount)}
                  </Text>
                </span>
                {reward.missing === 0 ? (
                  <Button size="md" h={44} disabled={!isOn} onClick={() => setAsked(reward)}>
                    {t('Redeem')}
                    <span className="unseen"> {reward.name}</span>
                  </Button>
                ) : (
                  <Mark tone="quiet">
                    {t('{count, plural, one {# point short} other {# points short}}', { count: reward.missing })}
                  </Mark>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {redemptions.length > 0 && <Last redemptions={redemptions} />}
      {asked !== null && <Ask customer={customer} reward={asked} close={() => setAsked(null)} />}
    </>
  )
}

interface AskProps {
  customer: Schemas['CustomerAtCounter']
  reward: Schemas['Counter']['rewards'][number]
  close(): void
}

function Ask({ customer, reward, close }: AskProps) {
  const redeem = useRedeem()
  const navigate = useNavigate()
  // One act, however often it is pressed or sent.
  const [key] = useState(newKey)
  const left = customer.balance - reward.points
  return (
    <AskFirst
      isAsking
      title={t('Redeem {name}?', { name: reward.name })}
      says={t('It takes {points}; {left} are left.', { points: pointsOf(reward.points), left: number(left) })}
      act={t('Redeem')}
      isPending={redeem.isPending}
      close={close}
      go={() =>
        redeem.mutate(
          { customer: customer.id, reward: reward.id, key },
          {
            onSuccess: ({ redemption }) =>
              navigate({ to: '/staff', search: { customer: customer.id, redeemed: redemption.id } }),
          },
        )
      }
    >
      <Trouble error={redeem.error} />
    </AskFirst>
  )
}

/** Not `randomUUID`, which browsers offer to encrypted pages alone. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function Last({ redemptions }: { redemptions: Schemas['Counter']['redemptions'] }) {
  return (
    <section className="staff-part">
      <Title order={2}>{t('Redeemed last')}</Title>
      <ul className="staff-list">
        {redemptions.map((each) => (
          <li key={each.id} className="staff-reward">
            <span className="staff-who">
              <strong>
                {each.reward.name} <code>{each.code}</code>
              </strong>
              <Text size="sm" c="dimmed" component="span">
                <RedemptionMark of={each} /> · <When at={each.redeemedAt} />
              </Text>
            </span>
            {each.canUndo && <UndoRedemption of={each} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
