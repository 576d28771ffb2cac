import type { ReactNode } from 'react'
import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { Sheet } from '../../components/page.tsx'
import { dayAndTime, lasted, When } from '../../components/when.tsx'
import { t } from '../../words/words.ts'

/** What comes from the account into the hub: when first, when last, and how late. */
export function Arrival({ of }: { of: Schemas['Arrival'] }) {
  const { firstExpectedBy, firstAt, lastAt, lookedAt, lagSeconds } = of
  if (firstExpectedBy === null && firstAt === null) return null
  return (
    <Sheet title={t('What comes in')} actions={<ArrivalMark of={of} />}>
      <dl className="facts">
        {firstExpectedBy === null ? (
          <Fact name={t('First data')}>
            <When at={firstAt} />
          </Fact>
        ) : (
          <Fact name={t('First data expected by')}>{dayAndTime(firstExpectedBy)}</Fact>
        )}
        <Fact name={t('Last news')}>
          <When at={lastAt} />
        </Fact>
        <Fact name={t('Last looked through')}>
          <When at={lookedAt} />
        </Fact>
        <Fact name={t('Lag')}>
          {lagSeconds === null
            ? t('not measured yet')
            : t('{time} from the change until it was here', { time: lasted(lagSeconds * 1_000) })}
        </Fact>
      </dl>
    </Sheet>
  )
}

function ArrivalMark({ of: { isFrozen, lateSince, firstAt } }: { of: Schemas['Arrival'] }) {
  if (isFrozen) return <Mark tone="quiet">{t('Frozen')}</Mark>
  if (lateSince !== null) return <Mark tone="amber">{t('Late')}</Mark>
  return firstAt === null ? <Mark tone="quiet">{t('Awaited')}</Mark> : <Mark tone="good">{t('In time')}</Mark>
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
