import { NumberInput, Text } from '@mantine/core'
import { type EarningRules, earnedBy } from '@trefoil/mapping'
import { useState } from 'react'
import { t } from '../../words/words.ts'

/** What an order would earn by these rules, reckoned as the hub does. */
export function PointsExample({ rules }: { rules: EarningRules }) {
  const [total, setTotal] = useState(48.2)
  const minor = Math.round(total * 100)
  const { forSpending } = earnedBy(
    // A tenth of it is tax, which is told where it matters.
    {
      ...{ status: 'PAID', currency: null, total: minor, taxAmount: Math.round(minor / 10), refundedAmount: 0 },
      placedAt: new Date(rules.startsAt ?? 0),
    },
    rules,
  )
  const points = forSpending + rules.perVisit
  return (
    <div className="inline-form">
      <NumberInput
        label={t('For example, an order of')}
        value={total}
        min={0}
        max={1_000_000}
        decimalScale={2}
        fixedDecimalScale
        onChange={(typed) => setTotal(Number(typed))}
      />
      <Text role="status" fw={600}>
        {rules.withoutTax
          ? t('with a tenth of tax earns {points, plural, one {# point} other {# points}}', { points })
          : t('earns {points, plural, one {# point} other {# points}}', { points })}
      </Text>
    </div>
  )
}
