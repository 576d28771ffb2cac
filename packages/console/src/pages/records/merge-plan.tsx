import { CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Schemas } from '../../api.ts'
import { shortId } from '../../components/copy.tsx'
import { FieldChanges } from '../../components/field-changes.tsx'
import { recordName } from '../../record-words.ts'
import { t } from '../../words/words.ts'

type Report = Schemas['MergeReport']

/** What becomes of two customers: their fields, what goes along, and their points. */
export function MergePlan({ plan, isUnmerge = false }: { plan: Report; isUnmerge?: boolean }) {
  const { survivor, merged, links, points } = plan
  const isChanged = Object.keys(survivor.changes).length > 0
  const ids = links.map(
    ({ connection, externalId }) => `${shortId(externalId)} (${connection ?? t('edits by people')})`,
  )
  return (
    <ul className="plan" aria-label={t('What follows')}>
      <Line>
        {isUnmerge
          ? t('{name} comes back to the lists as customer {id}', { name: nameOf(merged), id: merged.id })
          : t('Customer {id} goes on; {name}, customer {other}, becomes a part of it', {
              id: survivor.id,
              name: nameOf(merged),
              other: merged.id,
            })}
      </Line>
      <Line>
        {isChanged ? t('Customer {id} changes', { id: survivor.id }) : t('Every value of this customer stays as it is')}
        <FieldChanges of={survivor.changes} entity="Customer" currency={undefined} />
      </Line>
      {links.length > 0 && (
        <Line>
          {isUnmerge ? t('These ids go back to it') : t('These ids go along')}: {ids.join(', ')}
        </Line>
      )}
      <Line>{t('Orders are mapped again from what is stored, so that each names who it is now')}</Line>
      {points !== null && (
        <Line>
          {isUnmerge
            ? t('Points by themselves: {one} and {other}', { one: points.survivor, other: points.merged })
            : t('Points: {one} and {other} make {sum}', {
                one: points.survivor,
                other: points.merged,
                sum: points.survivor + points.merged,
              })}
        </Line>
      )}
    </ul>
  )
}

function Line({ children }: { children: ReactNode }) {
  return (
    <li>
      <CircleCheck size={16} className="good" aria-hidden />
      <div>{children}</div>
    </li>
  )
}

function nameOf({ id, data }: Report['merged']): string {
  return recordName({ id, data })
}
