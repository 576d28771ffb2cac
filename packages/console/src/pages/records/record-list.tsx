import { Link } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { Schemas } from '../../api.ts'
import { When } from '../../components/when.tsx'
import { isText, recordName } from '../../record-words.ts'
import { t } from '../../words/words.ts'

interface RecordListProps {
  records: readonly Schemas['Record'][]
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown }
}

const rowHeight = 44

/** As many rows as fit are drawn, however long the list is; the next page comes when its end comes near. */
export function RecordList({ records, list }: RecordListProps) {
  const place = useRef<HTMLDivElement>(null)
  const rows = useWindowVirtualizer({
    count: records.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: place.current?.offsetTop ?? 0,
  })
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
      <table
        className="rows rows-fixed"
        aria-label={t('Customers')}
        aria-rowcount={hasNextPage ? -1 : records.length + 1}
      >
        <thead>
          <tr>
            <th scope="col">{t('Name')}</th>
            <th scope="col">{t('E-mail address')}</th>
            <th scope="col" className="desk">
              {t('Number')}
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
            return record === undefined ? null : <Row key={record.id} record={record} index={index} />
          })}
          <Gap height={after} />
        </tbody>
      </table>
    </div>
  )
}

function Row({ record, index }: { record: Schemas['Record']; index: number }) {
  const { emailAddress, customerNumber } = record.data
  return (
    <tr aria-rowindex={index + 2}>
      <td>
        <Link to="/records/$id" params={{ id: String(record.id) }}>
          {recordName(record)}
        </Link>
      </td>
      <td>{isText(emailAddress) ? emailAddress : '—'}</td>
      <td className="desk">{isText(customerNumber) ? <code>{customerNumber}</code> : '—'}</td>
      <td className="desk">{record.sources.join(', ') || t('a person')}</td>
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
