import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { Page, Sheet } from '../../components/page.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { recordsQuery } from '../../queries/records.ts'
import { recordEntities } from '../../search-values.ts'
import { t } from '../../words/words.ts'
import { entityWords } from './entity-words.ts'
import { RecordList } from './record-list.tsx'
import { SourceFilter } from './source-filter.tsx'
import { StoreFilter } from './store-filter.tsx'

const route = getRouteApi('/records')

/** Where is this person, this order, this product? */
export function RecordsPage() {
  const { q = '', entity = 'Customer', from = '', store } = route.useSearch()
  const words = entityWords(entity)
  // Of orders and products nobody asks it; it is kept for when customers are looked at again.
  const likes = entity === 'Customer' ? store : undefined
  const navigate = route.useNavigate()
  const [typed, setTyped] = useState(q)
  // The address follows each letter: a later write of it would undo a click made in between. The server is spared.
  const [asked] = useDebouncedValue(q, 120)
  const list = useInfiniteQuery(recordsQuery(entity, asked, { from, store: likes }))
  const wordsOf = (text: string) => (text.trim() === '' ? undefined : text.trim())
  const source = from === '' ? undefined : from
  const look = (text: string) => {
    void navigate({ search: { entity, q: wordsOf(text), from: source, store: likes }, replace: true })
  }
  return (
    <Page title={words.all}>
      <nav className="tabs" aria-label={t('Kind of record')}>
        {recordEntities.map((each) => (
          <Link
            key={each}
            to="/records"
            search={{ entity: each, q: wordsOf(q), from: source, store }}
            aria-current={each === entity ? 'page' : undefined}
          >
            {entityWords(each).all}
          </Link>
        ))}
      </nav>
      <div className="search-line">
        <TextInput
          aria-label={words.search}
          placeholder={words.hint}
          leftSection={<Search size={16} aria-hidden />}
          type="search"
          size="md"
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value)
            look(value)
          }}
        />
        <SourceFilter
          value={from}
          onChange={(chosen) =>
            void navigate({ search: { entity, q: wordsOf(q), from: wordsOf(chosen), store: likes } })
          }
        />
        {entity === 'Customer' && (
          <StoreFilter
            value={store}
            onChange={(chosen) => void navigate({ search: { entity, q: wordsOf(q), from: source, store: chosen } })}
          />
        )}
      </div>
      <Sheet flush>
        <Loaded of={list}>
          {({ pages }) => {
            const records = pages.flatMap(({ data }) => data)
            if (records.length > 0) return <RecordList words={words} records={records} list={list} />
            if (asked === '' && from !== '') {
              return (
                <Empty
                  title={t('Nothing is sourced from there')}
                  says={t('Choose another source, or let them come from anywhere.')}
                />
              )
            }
            if (asked === '' && likes !== undefined) {
              return <Empty title={t('It is nobody’s favourite')} says={t('Choose another store, or any.')} />
            }
            return asked === '' ? (
              <Empty title={words.none} says={t('They arrive with the first run of a flow into the hub.')} />
            ) : (
              <Empty
                title={
                  entity === 'Customer'
                    ? t('Nobody is called “{q}”', { q: asked })
                    : t('Nothing is called “{q}”', { q: asked })
                }
                says={t('Try a part of the name or of the number.')}
              />
            )
          }}
        </Loaded>
      </Sheet>
    </Page>
  )
}
