import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { Loaded } from '../../components/states.tsx'
import { pointsQuery } from '../../queries/points.ts'
import { number, t } from '../../words/words.ts'
import { PointsRules } from './points-rules.tsx'
import { Recompute } from './recompute.tsx'

/** What customers earn, and what came of it so far. */
export function Points() {
  const points = useQuery(pointsQuery)
  return (
    <>
      <Loaded of={points}>{(found) => <Totals of={found} />}</Loaded>
      <div className="columns columns-even">
        <PointsRules />
        {points.data?.isOn === true && (
          <Sheet title={t('Reckon anew')}>
            <Recompute />
          </Sheet>
        )}
      </div>
    </>
  )
}

function Totals({ of: points }: { of: Schemas['Points'] }) {
  const totals = [
    [t('Members'), points.members],
    [t('Points they have'), points.balance],
    [t('Earned'), points.earned],
    [t('Redeemed'), points.redeemed],
    [t('Expired'), points.expired],
    [t('By hand'), points.adjusted],
  ] as const
  return (
    <div className="totals">
      {totals.map(([word, value]) => (
        <div key={word} className={value === 0 ? 'total total-none' : 'total'}>
          <span className="total-number">{number(value)}</span>
          <span className="total-word">{word}</span>
        </div>
      ))}
    </div>
  )
}
