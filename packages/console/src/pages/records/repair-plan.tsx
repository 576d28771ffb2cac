import { Text } from '@mantine/core'
import { CircleAlert, CircleCheck } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { shortId } from '../../components/copy.tsx'
import { FieldChanges } from '../../components/field-changes.tsx'
import { t } from '../../words/words.ts'

type Report = Schemas['RepairReport']
type Full = Schemas['RecordInFull']

/** What a repair of a record would do to it and to others, and how each flow would go on. */
export function RepairPlan({ plan, record: { id: own, entity, data } }: { plan: Report; record: Full }) {
  const changed = plan.records.filter(({ changes, isEmptied }) => isEmptied || Object.keys(changes).length > 0)
  // What will be read is not known before it is read.
  const isRead = plan.next.some(({ direction, outcome }) => direction === 'to_hub' && outcome === 'updated')
  return (
    <ul className="plan" aria-label={t('What follows')}>
      {changed.length === 0 && !isRead && (
        <li>
          <CircleCheck size={16} className="good" aria-hidden />
          <span>{t('Every value of this customer stays as it is')}</span>
        </li>
      )}
      {changed.map(({ id, isEmptied, changes }) => (
        <li key={id}>
          <CircleCheck size={16} className="good" aria-hidden />
          <div>
            {isEmptied
              ? t('Customer {id} has nothing left and leaves the lists', { id })
              : id === own
                ? t('This customer changes')
                : t('Customer {id} changes', { id })}
            <FieldChanges of={changes} entity={entity} currency={data.currency} />
          </div>
        </li>
      ))}
      {plan.next.map((next) => (
        <li key={next.flow}>
          {next.outcome === 'error' ? (
            <CircleAlert size={16} className="bad-number" aria-hidden />
          ) : (
            <CircleCheck size={16} className="good" aria-hidden />
          )}
          <div>
            <code>{next.flow}</code> {nextText(next, own)}
            {next.reasons.map(({ message }) => (
              <Text key={message} size="sm" c="dimmed">
                {message}
              </Text>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

function nextText({ direction, outcome, externalId, recordId }: Report['next'][number], own: number): string {
  const id = shortId(externalId ?? '')
  if (outcome === 'error') return t('cannot go on')
  if (direction === 'from_hub') {
    if (outcome === 'linked') return t('finds the customer there as {id}, and links the two', { id })
    if (outcome === 'created') return t('finds nobody there, and makes a new one')
    if (outcome === 'updated') return t('sends everything to {id}', { id })
    return t('sends nothing')
  }
  if (outcome === 'created') return t('makes a customer of its own of {id}', { id })
  if (outcome === 'linked' && recordId !== own) {
    return t('links {id} with customer {record}', { id, record: recordId })
  }
  return t('reads {id} into this customer', { id })
}
