import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { ButtonLink } from '../../components/button-link.tsx'
import { May } from '../../components/may.tsx'
import { Sheet } from '../../components/page.tsx'
import { When } from '../../components/when.tsx'
import { counterQuery } from '../../queries/rewards.ts'
import { t } from '../../words/words.ts'
import { RedemptionMark } from '../loyalty/redemption-mark.tsx'
import { offOf, pointsOf } from '../loyalty/reward-words.ts'

/** What this customer can take for points, and took last. Nothing where nothing is offered and nothing was taken. */
export function RecordRewards({ id }: { id: number }) {
  const found = useQuery(counterQuery(id)).data
  if (found === undefined || found.rewards.length + found.redemptions.length === 0) return null
  const { rewards, redemptions, isOn } = found
  return (
    <Sheet
      title={t('Rewards')}
      actions={
        isOn && (
          <May needs="operator">
            <ButtonLink to="/staff" search={{ customer: id }} size="compact-sm" variant="default">
              {t('Redeem')}
            </ButtonLink>
          </May>
        )
      }
    >
      <dl className="facts">
        {rewards.map((reward) => (
          <div key={reward.id} className="fact">
            <dt>{reward.name}</dt>
            <dd>
              {pointsOf(reward.points)} · {offOf(reward.discount)}
              <span className="origin">{standing(reward)}</span>
            </dd>
          </div>
        ))}
        {redemptions.map((each) => (
          <div key={`r${each.id}`} className="fact">
            <dt>
              <Link to="/loyalty" search={{ tab: 'redemptions', show: 'all', redemption: each.id }}>
                {each.code}
              </Link>
            </dt>
            <dd>
              {each.reward.name}
              <span className="origin">
                <RedemptionMark of={each} /> · <When at={each.redeemedAt} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Sheet>
  )
}

function standing({ missing }: Schemas['Counter']['rewards'][number]): string {
  if (missing === 0) return t('can be redeemed')
  return t('{count, plural, one {# point short} other {# points short}}', { count: missing })
}
