import type { ReactNode } from 'react'

export interface Column<T> {
  head: string
  cell(item: T): ReactNode
  /** Numbers stand to the right. */
  isNumber?: boolean
  /** Takes the room that the others leave. */
  isWide?: boolean
  /** Buttons say by themselves what they do: the head is for those who do not see them. */
  isAction?: boolean
  /** Left out on a phone, where a row is a card with the facts that matter. */
  isDeskOnly?: boolean
}

interface RowsProps<T> {
  label: string
  columns: readonly Column<T>[]
  items: readonly T[]
  keyOf(item: T): string | number
}

/** A list with a head: rows on a desk, cards on a phone. */
export function Rows<T>({ label, columns, items, keyOf }: RowsProps<T>) {
  return (
    <div className="rows-frame">
      <table className="rows" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" className={classOf(column)}>
                {column.isAction === true ? <span className="unseen">{column.head}</span> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)}>
              {columns.map((column) => (
                <td key={column.head} data-head={column.head} className={classOf(column)}>
                  {column.cell(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function classOf<T>({ isNumber, isWide, isAction, isDeskOnly }: Column<T>): string {
  const kinds = { number: isNumber, wide: isWide, action: isAction, desk: isDeskOnly }
  return Object.entries(kinds)
    .flatMap(([kind, is]) => (is === true ? [kind] : []))
    .join(' ')
}
