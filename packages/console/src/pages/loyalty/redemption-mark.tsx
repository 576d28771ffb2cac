import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { t } from '../../words/words.ts'

/** How far a redemption is. */
export function RedemptionMark({
  of: { state, isFlagged },
}: {
  of: Pick<Schemas['Redemption'], 'state' | 'isFlagged'>
}) {
  if (state === 'applied') return <Mark tone="good">{t('Applied')}</Mark>
  if (state === 'cancelled') return <Mark tone="quiet">{t('Cancelled')}</Mark>
  if (isFlagged) return <Mark tone="amber">{t('Not at the till')}</Mark>
  return <Mark tone="wait">{t('Redeemed')}</Mark>
}
