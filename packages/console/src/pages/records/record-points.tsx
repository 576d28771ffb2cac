import { Button, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { May } from '../../components/may.tsx'
import { More } from '../../components/more.tsx'
import { Sheet } from '../../components/page.tsx'
import { When } from '../../components/when.tsx'
import { pointsOfQuery } from '../../queries/points.ts'
import { settingsQuery } from '../../queries/settings.ts'
import { number, t } from '../../words/words.ts'
import { AdjustPoints } from './adjust-points.tsx'

type Entry = Schemas['PointsEntry']

/** What this customer has, and why. Nothing where there never was a programme. */
export function RecordPoints({ record }: { record: Schemas['RecordInFull'] }) {
  const id = String(record.id)
  const settings = useQuery(settingsQuery)
  const points = useInfiniteQuery(pointsOfQuery(id))
  const [isOpen, setOpen] = useState(false)
  const [newest] = points.data?.pages ?? []
  const isOn = settings.data?.loyalty.isOn ?? false
  if (newest === undefined || (!isOn && newest.data.length === 0)) return null
  return (
    <Sheet
      title={t('Points')}
      actions={
        record.deletedAt === null && (
          <May needs="editor">
            <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
              {t('Give or take')}
            </Button>
          </May>
        )
      }
    >
      <Text fz={20} fw={600}>
        {t('{count, plural, one {# point} other {# points}}', { count: newest.balance })}
      </Text>
      {newest.balance < 0 && (
        <Text size="sm" c="dimmed">
          {t('Below zero: some were spent, and taken back later. Nothing can be redeemed until they are earned anew.')}
        </Text>
      )}
      {newest.data.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('Nothing was earned yet.')}
        </Text>
      )}
      <dl className="facts">
        {points.data?.pages.flatMap(({ data }) => data.map((entry) => <EntryLine key={entry.id} entry={entry} />))}
      </dl>
      <More of={points} size="compact-sm" />
      {isOpen && <AdjustPoints customer={id} balance={newest.balance} close={() => setOpen(false)} />}
    </Sheet>
  )
}

function EntryLine({ entry: { kind, points, order, actor, note, at } }: { entry: Entry }) {
  return (
    <div className="fact">
      <dt>
        {words[kind](points)}{' '}
        {order !== null && (
          <Link to="/records/$id" params={{ id: String(order.id) }}>
            {order.number ?? `#${order.id}`}
          </Link>
        )}
      </dt>
      <dd>
        <span>
          <strong>{points > 0 ? `+${number(points)}` : number(points)}</strong> {note}
        </span>
        <span className="origin">
          {kind === 'adjust' && (
            <>
              <ActorName actor={actor} /> ·{' '}
            </>
          )}
          <When at={at} />
        </span>
      </dd>
    </div>
  )
}

const words: Record<Entry['kind'], (points: number) => string> = {
  earn: () => t('Earned'),
  reverse: () => t('Taken back'),
  redeem: () => t('Redeemed'),
  give_back: () => t('Given back'),
  expire: (points) => (points < 0 ? t('Expired') : t('Given back')),
  adjust: () => t('By hand'),
}
