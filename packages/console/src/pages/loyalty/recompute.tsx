import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { AskFirst } from '../../components/ask-first.tsx'
import { May } from '../../components/may.tsx'
import { Trouble } from '../../components/states.tsx'
import { type Recomputed, useRecompute } from '../../queries/points.ts'
import { t } from '../../words/words.ts'

/** Brings what older orders earned to the rules as they are now, after a look at what would move. */
export function Recompute() {
  const work = useRecompute()
  const [isAsking, setAsking] = useState(false)
  const { soFar, isPending, error } = work
  const go = (isDry: boolean) => {
    setAsking(false)
    work.mutate(isDry)
  }
  return (
    <div className="stack">
      <Text size="sm" c="dimmed">
        {t(
          'After the rules changed, every order is compared with the ledger, back to the first, and the differences are entered. Nothing that was entered is changed.',
        )}
      </Text>
      <May needs="editor">
        <div className="row-actions">
          <Button variant="default" loading={isPending} onClick={() => go(true)}>
            {t('See what would move')}
          </Button>
          <Button variant="default" disabled={isPending} onClick={() => setAsking(true)}>
            {t('Reckon anew')}
          </Button>
        </div>
      </May>
      <Trouble error={error} />
      {soFar !== null && (
        <div role="status">
          <Text fw={500}>{moved(soFar)}</Text>
          <Text size="sm" c="dimmed">
            {t('{count, plural, one {# order} other {# orders}} compared', { count: soFar.orders })}
            {isPending && '…'}
          </Text>
        </div>
      )}
      <AskFirst
        isAsking={isAsking}
        title={t('Reckon all points anew?')}
        says={t('Customers may have more points or fewer from then on, by the rules as they are saved.')}
        act={t('Reckon anew')}
        isPending={false}
        close={() => setAsking(false)}
        go={() => go(false)}
      />
    </div>
  )
}

function moved({ isDry, given, taken, customers }: Recomputed): string {
  if (given + taken === 0) return t('No points move: the ledger is as the rules want it.')
  const facts = { given, taken, customers }
  return isDry
    ? t(
        '{given, number} points would be given and {taken, number} taken, of {customers, plural, one {# customer} other {# customers}}',
        facts,
      )
    : t(
        '{given, number} points were given and {taken, number} taken, of {customers, plural, one {# customer} other {# customers}}',
        facts,
      )
}
