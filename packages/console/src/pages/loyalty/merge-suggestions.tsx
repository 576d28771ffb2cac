import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Merge, UsersRound } from 'lucide-react'
import type { Schemas } from '../../api.ts'
import { May } from '../../components/may.tsx'
import { More } from '../../components/more.tsx'
import { Sheet } from '../../components/page.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { tellUndo } from '../../components/tell-undo.tsx'
import { tell, tellTrouble } from '../../components/told.ts'
import { suggestionsQuery, useMergeSuggested, useRefuseMerge, useUnmerge } from '../../queries/merges.ts'
import { isText, recordName } from '../../record-words.ts'
import { t } from '../../words/words.ts'
import { traitName } from '../records/trait-words.ts'

type Suggestion = Schemas['MergeSuggestions']['data'][number]
type Customer = Suggestion['one']

/** Pairs with something in common, side by side, for a person to decide. */
export function MergeSuggestions() {
  const pages = useInfiniteQuery(suggestionsQuery)
  return (
    <Sheet title={t('May be one person')}>
      <Loaded of={pages}>
        {({ pages: found }) => {
          const pairs = found.flatMap(({ data }) => data)
          return (
            <div className="stack">
              {pairs.length === 0 && (
                <Empty
                  icon={<UsersRound size={28} aria-hidden />}
                  title={t('No two customers look like one person')}
                  says={t('Those with the same phone number or another trait that counts stand here.')}
                />
              )}
              {pairs.map((pair) => (
                <Pair key={`${pair.one.id}-${pair.other.id}`} pair={pair} />
              ))}
              <More of={pages} />
              <Shared shared={found[0]?.shared ?? []} />
            </div>
          )
        }}
      </Loaded>
    </Sheet>
  )
}

function Pair({ pair }: { pair: Suggestion }) {
  const { one, other, trait, shown } = pair
  const merge = useMergeSuggested()
  const refuse = useRefuseMerge()
  const unmerge = useUnmerge()
  const ids = { one: one.id, other: other.id }
  const mergeBoth = () =>
    merge.mutate(ids, {
      onError: tellTrouble,
      onSuccess: ({ id }) => {
        if (id !== null) {
          tellUndo(t('Merged'), () => unmerge.mutateAsync(id).then(() => tell(t('Undone')), tellTrouble))
        }
      },
    })
  return (
    <section className="card" aria-label={`${recordName(one)}, ${recordName(other)}`}>
      <div className="card-head">
        <Text fw={600}>
          {sentence(traitName(trait))}
          {shown === null ? '' : `, ${shown}`}
        </Text>
        <May needs="operator">
          <div className="row-actions">
            <Button
              size="compact-sm"
              variant="default"
              loading={refuse.isPending}
              onClick={() => refuse.mutate(ids, { onError: tellTrouble })}
            >
              {t('Not the same')}
            </Button>
            <Button
              size="compact-sm"
              leftSection={<Merge size={14} aria-hidden />}
              loading={merge.isPending}
              onClick={mergeBoth}
            >
              {t('Merge')}
            </Button>
          </div>
        </May>
      </div>
      <div className="cards pair">
        <Side customer={one} beside={other} />
        <Side customer={other} beside={one} />
      </div>
    </section>
  )
}

function sentence(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

/** One of the two; what the other says otherwise is marked. */
function Side({ customer, beside }: { customer: Customer; beside: Customer }) {
  const others = factsOf(beside)
  return (
    <div>
      <Link to="/records/$id" params={{ id: String(customer.id) }} className="card-name">
        {recordName(customer)}
      </Link>{' '}
      <Text span size="sm" c="dimmed">
        {customer.id}
      </Text>
      {factsOf(customer).map((fact) => (
        <Text key={fact} size="sm" {...(others.includes(fact) ? {} : { c: 'dimmed' })}>
          {fact}
        </Text>
      ))}
    </div>
  )
}

/** What tells people apart, as it is written. */
function factsOf({ data }: Customer): string[] {
  const addresses: unknown[] = Array.isArray(data.addresses) ? data.addresses : []
  const places = addresses.flatMap((address) => {
    const { phoneNumber, address1, city }: Record<string, unknown> = Object(address)
    return [phoneNumber, [address1, city].filter(isText).join(', ')]
  })
  return [...new Set([data.emailAddress, data.customerNumber, data.company, ...places].filter(isText))]
}

function Shared({ shared }: { shared: Schemas['MergeSuggestions']['shared'] }) {
  if (shared.length === 0) return null
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('Shared by too many to tell anybody apart')}
      </Text>
      {shared.map(({ trait, shown, customers }) => (
        <Text key={`${trait} ${shown}`} size="sm" c="dimmed">
          {t('{customers} customers have {trait}', { customers, trait: traitName(trait) })}
          {shown === null ? '' : `, ${shown}`}
        </Text>
      ))}
    </div>
  )
}
