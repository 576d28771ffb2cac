import { Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { number, t } from '../../words/words.ts'
import { RedemptionMark } from '../loyalty/redemption-mark.tsx'
import { offOf } from '../loyalty/reward-words.ts'
import { UndoRedemption } from './undo-redemption.tsx'

interface RedeemedProps {
  redemption: Schemas['Counter']['redemptions'][number]
  counter: Schemas['Counter']
}

/** What to do at the till now. */
export function Redeemed({ redemption, counter: { customer } }: RedeemedProps) {
  const navigate = useNavigate()
  const { reward, code, canUndo, state } = redemption
  return (
    <section className="sheet staff-done" aria-live="polite">
      <RedemptionMark of={redemption} />
      <Title order={1}>{reward.name}</Title>
      {state === 'redeemed' && (
        <>
          <p className="staff-now">{t('Now give this discount at the till:')}</p>
          <p className="staff-till">{reward.tillName}</p>
          <Text>{offOf(reward.discount)}</Text>
        </>
      )}
      <Text c="dimmed">{t('Code')}</Text>
      <p className="staff-code">{code}</p>
      <Text>
        {customer.name} · {t('{points} points left', { points: number(customer.balance) })}
      </Text>
      <div className="staff-foot">
        {canUndo && (
          <UndoRedemption
            of={redemption}
            done={() => void navigate({ to: '/staff', search: { customer: customer.id } })}
          />
        )}
        <ButtonLink to="/staff" search={{}} size="md" h={44}>
          {t('Next customer')}
        </ButtonLink>
      </div>
    </section>
  )
}
