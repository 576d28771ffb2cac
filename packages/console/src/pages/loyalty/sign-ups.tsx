import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { More } from '../../components/more.tsx'
import { Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { signUpsQuery } from '../../queries/sign-ups.ts'
import { fieldLabel } from '../../record-words.ts'
import { listed, t } from '../../words/words.ts'
import { CustomersPages } from './customers-pages.tsx'
import { SignUpDelivery } from './sign-up-delivery.tsx'

type SignUp = Schemas['SignUp']

/** Who signed up by the form, and whether the till and every other destination knows it. */
export function SignUps() {
  const list = useInfiniteQuery(signUpsQuery)
  return (
    <>
      <CustomersPages />
      <Sheet title={t('Sign-ups')} flush>
        <Loaded of={list}>
          {({ pages }) => {
            const signUps = pages.flatMap(({ data }) => data)
            if (signUps.length === 0) {
              return (
                <Empty
                  icon={<UserPlus size={28} aria-hidden />}
                  title={t('Nobody signed up yet')}
                  says={t('Open the form and show its address at the counter: each sign-up stands here at once.')}
                />
              )
            }
            return (
              <>
                <Rows label={t('Sign-ups')} items={signUps} keyOf={({ id }) => id} columns={columns()} />
                <More of={list} m="md" />
              </>
            )
          }}
        </Loaded>
      </Sheet>
    </>
  )
}

function columns(): Column<SignUp>[] {
  return [
    {
      head: t('Customer'),
      cell: ({ customerId, customer }) => (
        <Link to="/records/$id" params={{ id: String(customerId) }}>
          {customer === '' ? t('Customer {id}', { id: customerId }) : customer}
        </Link>
      ),
    },
    { head: t('Signed up'), cell: ({ at }) => <When at={at} /> },
    { head: t('Was'), cell: (signUp) => <How signUp={signUp} /> },
    { head: t('Destinations'), isWide: true, cell: (signUp) => <Destinations signUp={signUp} /> },
  ]
}

function How({ signUp: { how, differs } }: { signUp: SignUp }) {
  const fields = listed(differs.map((field) => fieldLabel(field)))
  return (
    <>
      {how === 'new' ? t('new') : t('a customer already')}
      {differs.length > 0 && (
        <div className="quiet">{t('said otherwise before, which stays: {fields}', { fields })}</div>
      )}
    </>
  )
}

function Destinations({ signUp: { customerId, deliveries } }: { signUp: SignUp }) {
  if (deliveries.length === 0) {
    return <span className="quiet">{t('No flow sends customers anywhere: apply the recipe for Clover.')}</span>
  }
  return (
    <div className="stack">
      {deliveries.map((delivery) => (
        <SignUpDelivery key={delivery.flow} customerId={customerId} delivery={delivery} />
      ))}
    </div>
  )
}
