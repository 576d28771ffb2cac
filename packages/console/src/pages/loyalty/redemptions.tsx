import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { TicketCheck } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { type RedemptionChoice, redemptionsQuery, waitingRedemptionsQuery } from '../../queries/rewards.ts'
import { redemptionChoices } from '../../search-values.ts'
import { number, t } from '../../words/words.ts'
import { RedemptionDetails } from './redemption-details.tsx'
import { RedemptionMark } from './redemption-mark.tsx'

type Redemption = Schemas['Redemption']

const route = getRouteApi('/loyalty')

/** What was redeemed, and whether the till gave it: what nobody gave in time comes first. */
export function Redemptions() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const waiting = useQuery(waitingRedemptionsQuery).data
  // Whoever chose nothing sees what needs a person, where there is such.
  const show = search.show ?? ((waiting?.flagged ?? 0) > 0 ? 'flagged' : 'all')
  const [cursors, setCursors] = useState<string[]>([])
  const page = useQuery(redemptionsQuery(show === 'all' ? undefined : show, cursors.at(-1)))
  const open = (redemption: number | undefined) =>
    void navigate({ to: '/loyalty', search: { ...search, tab: 'redemptions', redemption } })
  const choices = redemptionChoices.map((value) => {
    const count = value === 'flagged' ? waiting?.flagged : value === 'redeemed' ? waiting?.redeemed : undefined
    return { value, label: count === undefined ? words[value]() : `${words[value]()} ${number(count)}` }
  })
  return (
    <>
      <div className="row-actions choices">
        <SegmentedControl
          size="xs"
          aria-label={t('State')}
          data={choices}
          value={show}
          onChange={(chosen) => {
            setCursors([])
            const chosenNow = redemptionChoices.find((each) => each === chosen)
            void navigate({ to: '/loyalty', search: { tab: 'redemptions', show: chosenNow } })
          }}
        />
      </div>
      <Sheet title={t('Redemptions')} flush>
        <Loaded of={page}>
          {({ data, next_cursor }) => (
            <>
              {data.length === 0 ? (
                <Empty
                  icon={<TicketCheck size={28} aria-hidden />}
                  title={show === 'flagged' ? t('Every discount was found at the till') : t('Nothing was redeemed')}
                  says={
                    show === 'flagged'
                      ? t('What no order bears within {hours} hours stands here.', {
                          hours: waiting?.applyWithinHours ?? 24,
                        })
                      : ''
                  }
                />
              ) : (
                <Rows label={t('Redemptions')} items={data} keyOf={({ id }) => id} columns={columns(open)} />
              )}
              {(next_cursor !== null || cursors.length > 0) && (
                <div className="form-foot">
                  <Button
                    size="xs"
                    variant="default"
                    disabled={cursors.length === 0}
                    onClick={() => setCursors(cursors.slice(0, -1))}
                  >
                    {t('Newer')}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    disabled={next_cursor === null}
                    onClick={() => next_cursor !== null && setCursors([...cursors, next_cursor])}
                  >
                    {t('Older')}
                  </Button>
                </div>
              )}
            </>
          )}
        </Loaded>
      </Sheet>
      {search.redemption !== undefined && (
        <RedemptionDetails key={search.redemption} id={search.redemption} close={() => open(undefined)} />
      )}
    </>
  )
}

const words: Record<RedemptionChoice | 'all', () => string> = {
  all: () => t('All'),
  flagged: () => t('Not at the till'),
  redeemed: () => t('Redeemed'),
  applied: () => t('Applied'),
  cancelled: () => t('Cancelled'),
}

function columns(open: (id: number) => void): Column<Redemption>[] {
  return [
    { head: t('Code'), cell: ({ code }) => <code>{code}</code> },
    { head: t('State'), cell: (each) => <RedemptionMark of={each} /> },
    { head: t('Reward'), cell: ({ reward }) => reward.name, isWide: true },
    { head: t('Points'), cell: ({ reward }) => number(reward.points), isNumber: true },
    { head: t('Customer'), cell: (each) => <Customer of={each} /> },
    { head: t('Redeemed'), cell: ({ redeemedAt }) => <When at={redeemedAt} /> },
    {
      head: t('Actions'),
      isAction: true,
      cell: ({ id, code }) => (
        <Button size="compact-sm" variant="default" onClick={() => open(id)}>
          {t('Open')}
          <span className="unseen"> {code}</span>
        </Button>
      ),
    },
  ]
}

function Customer({ of: { customerId, customer } }: { of: Redemption }) {
  return (
    <Link to="/records/$id" params={{ id: String(customerId) }}>
      {customer === '' ? t('Without a name') : customer}
    </Link>
  )
}
