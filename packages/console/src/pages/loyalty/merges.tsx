import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api.ts'
import { ActorName } from '../../components/actor-name.tsx'
import { Sheet } from '../../components/page.tsx'
import { type Column, Rows } from '../../components/rows.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { When } from '../../components/when.tsx'
import { allMergesQuery } from '../../queries/merges.ts'
import { t } from '../../words/words.ts'
import { traitText } from '../records/trait-words.ts'
import { MergeRules } from './merge-rules.tsx'
import { MergeSuggestions } from './merge-suggestions.tsx'

/** Customers who may be one person, those who are, and what speaks for it. */
export function Merges() {
  const merges = useQuery(allMergesQuery)
  return (
    <div className="columns">
      <div className="column-wide">
        <MergeSuggestions />
        <Sheet title={t('Merged')} flush>
          <Loaded of={merges}>
            {({ data }) =>
              data.length === 0 ? (
                <Empty
                  title={t('Nobody was merged yet')}
                  says={t('Whom no trait tells, a customer’s page merges by hand.')}
                />
              ) : (
                <Rows label={t('Merged')} items={data} keyOf={({ id }) => id} columns={columns()} />
              )
            }
          </Loaded>
        </Sheet>
      </div>
      <div className="column">
        <MergeRules />
      </div>
    </div>
  )
}

function columns(): Column<Schemas['Merge']>[] {
  return [
    {
      head: t('Customer'),
      cell: ({ survivor }) => (
        <Link to="/records/$id" params={{ id: String(survivor) }}>
          {survivor}
        </Link>
      ),
    },
    { head: t('Became a part of it'), cell: ({ merged }) => merged },
    {
      head: t('Why'),
      isWide: true,
      cell: (merge) => (
        <>
          {traitText(merge)}{' '}
          <Text span size="sm" c="dimmed">
            · <ActorName actor={merge.actor} />
          </Text>
        </>
      ),
    },
    {
      head: t('When'),
      cell: ({ at, undoneAt }) =>
        undoneAt === null ? (
          <When at={at} />
        ) : (
          <>
            {t('parted')} <When at={undoneAt} />
          </>
        ),
    },
  ]
}
