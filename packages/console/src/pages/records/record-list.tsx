import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { Schemas } from '../../api.ts'
import { When } from '../../components/when.tsx'
import { recordName } from '../../record-words.ts'
import { t } from '../../words/words.ts'
import type { EntityWords } from './entity-words.ts'
import { sourceName } from './source-name.ts'

interface RecordListProps {
  words: EntityWords
  records: readonly Schemas['Record'][]
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown }
}

/** A line on a desk, and two on a phone, as the style sheet has them. */
const heights = { desk: 44, phone: 60 } as const

/** As many rows as fit are drawn, however long the list is; the next page comes when its end comes near. */
export function RecordList({ words, records, list }: RecordListProps) {
  const place = useRef<HTMLDivElement>(null)
  const isPhone = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false })
  const rowHeight = isPhone ? heights.phone : heights.desk
  const rows = useWindowVirtualizer({
    count: records.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: place.current?.offsetTop ?? 0,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was measured for the other height is forgotten
  useEffect(() => rows.measure(), [rowHeight])
  const shown = rows.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (last > records.length - 30 && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [last, records.length, hasNextPage, isFetchingNextPage, fetchNextPage])
  const before = (shown[0]?.start ?? 0) - rows.options.scrollMargin
  const after = rows.getTotalSize() - (shown.at(-1)?.end ?? 0) + rows.options.scrollMargin
  return (
    <div ref={place} className="rows-frame">
      <table className="rows rows-fixed" aria-label={words.all} aria-rowcount={hasNextPage ? -1 : records.length + 1}>
        <thead>
          <tr>
            <th scope="col">{t('Name')}</th>
            <th scope="col">{words.facts[0].label}</th>
            <th scope="col" className="desk">
              {words.facts[1].label}
            </th>
            <th scope="col" className="desk">
              {t('Sourced from')}
            </th>
            <th scope="col" className="desk">
              {t('Changed')}
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap height={before} />
          {shown.map(({ index }) => {
            const record = records[index]
            return record === undefined ? null : <Row key={record.id} words={words} record={record} index={index} />
          })}
          <Gap height={after} />
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  words: EntityWords
  record: Schemas['Record']
  index: number
}

function Row({ words, record, index }: RowProps) {
  const [first, second] = words.facts
  const said = second.of(record.data)
  return (
    <tr aria-rowindex={index + 2}>
      <td>
        <Link to="/records/$id" params={{ id: String(record.id) }}>
          {recordName(record)}
        </Link>
      </td>
      <td>{first.of(record.data)}</td>
      <td className="desk">{second.isCode === true && said !== '—' ? <code>{said}</code> : said}</td>
      <td className="desk">{record.sourcedFrom.map(sourceName).join(', ') || '—'}</td>
      <td className="desk">
        <When at={record.updatedAt} />
      </td>
    </tr>
  )
}

/** Room for the rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden className="gap" style={{ height }} /> : null
}
