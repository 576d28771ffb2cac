import { Button, Modal, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Problem, type Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { May } from '../../components/may.tsx'
import { Loaded, Trouble } from '../../components/states.tsx'
import { tell } from '../../components/told.ts'
import { When } from '../../components/when.tsx'
import { fieldsOf } from '../../form-fields.ts'
import { redemptionQuery, useApplyRedemption, useCancelRedemption } from '../../queries/rewards.ts'
import { t } from '../../words/words.ts'
import { RedemptionMark } from './redemption-mark.tsx'
import { offOf, pointsOf } from './reward-words.ts'

/** One redemption with its steps, and what a person can say of it. */
export function RedemptionDetails({ id, close }: { id: number; close(): void }) {
  const found = useQuery(redemptionQuery(id))
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('Redemption {code}', { code: found.data?.code ?? '' })}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      <Loaded of={found}>
        {(redemption) => (
          <div className="stack">
            <Facts of={redemption} />
            <Steps of={redemption.steps} />
            <May needs="operator">{redemption.state !== 'cancelled' && <Decide of={redemption} />}</May>
          </div>
        )}
      </Loaded>
    </Modal>
  )
}

function Facts({ of: { reward, customer, customerId, orderId, note, ...state } }: { of: Schemas['RedemptionInFull'] }) {
  return (
    <dl className="facts">
      <Fact head={t('State')}>
        <RedemptionMark of={state} />
      </Fact>
      <Fact head={t('Reward')}>
        {reward.name} · {pointsOf(reward.points)}
      </Fact>
      <Fact head={t('At the till')}>
        {reward.tillName} · {offOf(reward.discount)}
      </Fact>
      <Fact head={t('Customer')}>
        <Link to="/records/$id" params={{ id: String(customerId) }}>
          {customer === '' ? t('Without a name') : customer}
        </Link>
      </Fact>
      {orderId !== null && (
        <Fact head={t('Order')}>
          <OrderLink id={orderId} />
        </Fact>
      )}
      {note !== null && <Fact head={t('Note')}>{note}</Fact>}
    </dl>
  )
}

function Fact({ head, children }: { head: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{head}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function OrderLink({ id }: { id: number }) {
  return (
    <Link to="/records/$id" params={{ id: String(id) }}>
      {t('order {id}', { id })}
    </Link>
  )
}

const stepWords = {
  redeemed: () => t('Redeemed'),
  applied: () => t('Applied'),
  reopened: () => t('Its discount went away'),
  cancelled: () => t('Cancelled'),
} as const

function Steps({ of: steps }: { of: Schemas['RedemptionInFull']['steps'] }) {
  return (
    <ol className="history" aria-label={t('Steps')}>
      {steps.map(({ step, actor, orderId, note, at }) => (
        <li key={`${at} ${step}`}>
          {stepWords[step]()} · {actor === 'till' ? t('found at the till') : <ActorName actor={actor} />} ·{' '}
          <When at={at} />
          {orderId !== null && (
            <>
              {' · '}
              <OrderLink id={orderId} />
            </>
          )}
          {note !== null && ` · ${note}`}
        </li>
      ))}
    </ol>
  )
}

function Decide({ of: { id, state, reward } }: { of: Schemas['RedemptionInFull'] }) {
  const apply = useApplyRedemption()
  const cancel = useCancelRedemption()
  const [act, setAct] = useState<'apply' | 'cancel' | null>(null)
  const done = () => {
    tell(act === 'cancel' ? t('Cancelled: the points are there again') : t('Marked as applied'))
    setAct(null)
  }
  const error = apply.error ?? cancel.error
  const wrong = error instanceof Problem ? error.fields.get('/orderId') : undefined
  if (act === null) {
    return (
      <div className="form-foot">
        <Button variant="default" onClick={() => setAct('cancel')}>
          {t('Cancel the redemption')}
        </Button>
        {state === 'redeemed' && <Button onClick={() => setAct('apply')}>{t('Mark as applied')}</Button>}
      </div>
    )
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const { note = '', order = '' } = fieldsOf(event.currentTarget)
        const said = note.trim() === '' ? null : note
        if (act === 'cancel') cancel.mutate({ id, note: said }, { onSuccess: done })
        else apply.mutate({ id, note: said, orderId: order === '' ? null : Number(order) }, { onSuccess: done })
      }}
    >
      {act === 'apply' && (
        <NumberInput
          name="order"
          label={t('Order')}
          description={t('The hub id of the order that had the discount, where you know it')}
          allowDecimal={false}
          min={1}
          hideControls
          error={wrong}
        />
      )}
      {act === 'cancel' && <p>{t('The customer gets {points} back.', { points: pointsOf(reward.points) })}</p>}
      <TextInput name="note" label={t('Note')} maxLength={500} />
      <Trouble error={error} />
      <div className="form-foot">
        <Button variant="default" onClick={() => setAct(null)}>
          {t('Leave it')}
        </Button>
        <Button
          type="submit"
          {...(act === 'cancel' ? { color: 'red' } : {})}
          loading={apply.isPending || cancel.isPending}
        >
          {act === 'cancel' ? t('Cancel the redemption') : t('Mark as applied')}
        </Button>
      </div>
    </form>
  )
}
