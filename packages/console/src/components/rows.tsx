import type { ReactNode } from 'react'

export interface Column<T> {
  head: string
  cell(item: T): ReactNode
  /** Numbers stand to the right. */
  isNumber?: boolean
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
            {columns.map(({ head, isNumber, isDeskOnly }) => (
              <th key={head} scope="col" className={classOf(isNumber, isDeskOnly)}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)}>
              {columns.map(({ head, cell, isNumber, isDeskOnly }) => (
                <td key={head} data-head={head} className={classOf(isNumber, isDeskOnly)}>
                  {cell(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function classOf(isNumber = false, isDeskOnly = false): string {
  return [isNumber ? 'number' : '', isDeskOnly ? 'desk' : ''].filter(Boolean).join(' ')
}
