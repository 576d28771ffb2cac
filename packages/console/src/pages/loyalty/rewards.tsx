import { Button, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Gift } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '../../api.ts'
import { Mark } from '../../components/mark.tsx'
import { May } from '../../components/may.tsx'
import { Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { tellTrouble } from '../../components/told.ts'
import { dayOf } from '../../days.ts'
import { rewardsQuery, useArchiveReward } from '../../queries/rewards.ts'
import { number, t } from '../../words/words.ts'
import { RewardForm } from './reward-form.tsx'
import { offOf } from './reward-words.ts'

type Reward = Schemas['Reward']

/** What points buy. */
export function Rewards() {
  const [withArchived, setWithArchived] = useState(false)
  const rewards = useQuery(rewardsQuery(withArchived))
  const archive = useArchiveReward()
  /** Null: none is open in the form. */
  const [open, setOpen] = useState<{ reward: Reward | null } | null>(null)
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('A customer takes a reward at the counter; the cashier then gives its discount at the till.')}{' '}
        <Link to="/staff">{t('Open the counter')}</Link>
      </Text>
      <Sheet
        title={t('Rewards')}
        flush
        actions={
          <span className="row-actions">
            <Switch
              size="xs"
              label={t('Archived too')}
              checked={withArchived}
              onChange={(event) => setWithArchived(event.currentTarget.checked)}
            />
            <May needs="editor">
              <Button size="xs" onClick={() => setOpen({ reward: null })}>
                {t('New reward')}
              </Button>
            </May>
          </span>
        }
      >
        <Loaded of={rewards}>
          {({ data }) =>
            data.length === 0 ? (
              <Empty
                icon={<Gift size={28} aria-hidden />}
                title={t('No rewards yet')}
                says={t('Offer something for points: an amount or a share off the bill.')}
              />
            ) : (
              <Rows
                label={t('Rewards')}
                items={data}
                keyOf={({ id }) => id}
                columns={columns(
                  (reward) => setOpen({ reward }),
                  (reward) =>
                    archive.mutate({ id: reward.id, isArchived: reward.archivedAt === null }, { onError: tellTrouble }),
                )}
              />
            )
          }
        </Loaded>
      </Sheet>
      {open !== null && <RewardForm key={open.reward?.id ?? 'new'} reward={open.reward} close={() => setOpen(null)} />}
    </>
  )
}

function columns(edit: (reward: Reward) => void, archive: (reward: Reward) => void): Column<Reward>[] {
  return [
    {
      head: t('Name'),
      isWide: true,
      cell: ({ name, says }) => (
        <>
          {name} {says !== '' && <span className="quiet">{says}</span>}
        </>
      ),
    },
    { head: t('Points'), cell: ({ points }) => number(points), isNumber: true },
    { head: t('Discount'), cell: ({ discount }) => offOf(discount) },
    { head: t('At the till'), cell: ({ tillName }) => tillName, isDeskOnly: true },
    { head: t('Holds'), cell: (reward) => <Holds reward={reward} /> },
    {
      head: t('Actions'),
      isAction: true,
      cell: (reward) => (
        <May needs="editor">
          <span className="row-actions">
            {reward.archivedAt === null && (
              <Button size="compact-sm" variant="default" onClick={() => edit(reward)}>
                {t('Edit')}
                <span className="unseen"> {reward.name}</span>
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={() => archive(reward)}>
              {reward.archivedAt === null ? t('Archive') : t('Offer again')}
              <span className="unseen"> {reward.name}</span>
            </Button>
          </span>
        </May>
      ),
    },
  ]
}

function Holds({ reward: { validFrom, validUntil, archivedAt } }: { reward: Reward }) {
  if (archivedAt !== null) return <Mark tone="quiet">{t('Archived')}</Mark>
  const now = new Date().toISOString()
  if (validUntil !== null && validUntil <= now) return <Mark tone="quiet">{t('Over')}</Mark>
  if (validFrom !== null && validFrom > now) {
    return <Mark tone="wait">{t('From {day}', { day: dayOf(validFrom) })}</Mark>
  }
  if (validUntil === null) return <Mark tone="good">{t('On offer')}</Mark>
  // It ends with the day before the midnight that is stored.
  const lastDay = dayOf(new Date(Date.parse(validUntil) - 1).toISOString())
  return <Mark tone="good">{t('Until {day}', { day: lastDay })}</Mark>
}
