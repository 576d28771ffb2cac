import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { Page, Sheet } from '../../components/page.tsx'
import { Empty, Loaded } from '../../components/states.tsx'
import { recordsQuery } from '../../queries/records.ts'
import { t } from '../../words/words.ts'
import { RecordList } from './record-list.tsx'

const route = getRouteApi('/records')

/** Where is this person? */
export function RecordsPage() {
  const { q = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const [typed, setTyped] = useState(q)
  // The address follows each letter: a later write of it would undo a click made in between. The server is spared.
  const [asked] = useDebouncedValue(q, 120)
  const list = useInfiniteQuery(recordsQuery(asked))
  const look = (words: string) => {
    void navigate({ search: { q: words.trim() === '' ? undefined : words.trim() }, replace: true })
  }
  return (
    <Page title={t('Customers')}>
      <TextInput
        aria-label={t('Search customers')}
        placeholder={t('Name, e-mail address, number …')}
        leftSection={<Search size={16} aria-hidden />}
        type="search"
        size="md"
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value)
          look(value)
        }}
      />
      <Sheet flush>
        <Loaded of={list}>
          {({ pages }) => {
            const records = pages.flatMap(({ data }) => data)
            if (records.length > 0) return <RecordList records={records} list={list} />
            return asked === '' ? (
              <Empty title={t('No customers yet')} says={t('They arrive with the first run of a flow into the hub.')} />
            ) : (
              <Empty
                title={t('Nobody is called “{q}”', { q: asked })}
                says={t('Try a part of the name or of the e-mail address.')}
              />
            )
          }}
        </Loaded>
      </Sheet>
    </Page>
  )
}
