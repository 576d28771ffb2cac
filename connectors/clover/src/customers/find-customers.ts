import type { Session } from '@trefoil/sdk'
import { atOnce, inParallel } from '../in-parallel.ts'
import { readList } from '../read-list.ts'
import { readCustomer } from './customer.ts'

const mostValues = 50
const mostRows = 1000

/** Customers by e-mail address or phone number; both may belong to several. Letters count alike in any case. */
export async function findCustomers(session: Session, key: string, values: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(values.map((value) => [value, []]))
  const texts = new Set(values.flatMap((value) => [value, value.toLowerCase()]))
  const rows = await inParallel(filtersFor(key, [...texts]), atOnce, (filter) => rowsOf(session, filter))
  const byText = Map.groupBy(values, fold)
  for (const customer of rows.flat()) {
    const held =
      key === 'phoneNumber'
        ? customer.phoneNumbers?.map((each) => each.phoneNumber)
        : customer.emailAddresses?.map((each) => each.emailAddress)
    for (const value of new Set((held ?? []).flatMap((text) => byText.get(fold(text ?? '')) ?? []))) {
      const ids = found.get(value)
      if (customer.id !== undefined && ids !== undefined && !ids.includes(customer.id)) ids.push(customer.id)
    }
  }
  return found
}

async function rowsOf(session: Session, filter: string) {
  const read = await readList(session, 'CUSTOMERS_R', [
    ['filter', filter],
    ['expand', 'emailAddresses,phoneNumbers'],
    ['limit', String(mostRows)],
  ])
  return read.map((row) => readCustomer(row, session.log))
}

/** A quotation mark cannot stand in a list of texts: such a value is asked for by itself. */
function filtersFor(key: string, texts: string[]): string[] {
  const plain = texts.filter((text) => !text.includes("'"))
  const odd = texts.filter((text) => text.includes("'")).map((text) => `${key}=${text}`)
  const lists: string[] = []
  for (let at = 0; at < plain.length; at += mostValues) {
    lists.push(
      `${key} in (${plain
        .slice(at, at + mostValues)
        .map((text) => `'${text}'`)
        .join(',')})`,
    )
  }
  return [...lists, ...odd]
}

function fold(text: string): string {
  return text.trim().toLowerCase()
}
