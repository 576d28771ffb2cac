import type { Session } from '@trefoil/sdk'
import { atOnce, inParallel } from '../in-parallel.ts'
import { readWhole } from '../read-whole.ts'
import { type CloverCustomer, readCustomer } from './customer.ts'

const mostValues = 50

/** Customers by e-mail address or phone number; both may belong to several. Letters count alike in any case. */
export async function findCustomers(session: Session, key: string, values: string[]): Promise<Map<string, string[]>> {
  const found = new Map(values.map((value) => [value, new Set<string>()]))
  const texts = new Set(values.flatMap((value) => [value, value.toLowerCase()]))
  const rows = await inParallel(filtersFor(key, [...texts]), atOnce, (filter) => customersWhere(session, filter))
  const byText = Map.groupBy(values, fold)
  for (const customer of rows.flat()) {
    const held =
      key === 'phoneNumber'
        ? customer.phoneNumbers?.map((each) => each.phoneNumber)
        : customer.emailAddresses?.map((each) => each.emailAddress)
    for (const value of new Set((held ?? []).flatMap((text) => byText.get(fold(text ?? '')) ?? []))) {
      if (customer.id !== undefined) found.get(value)?.add(customer.id)
    }
  }
  return new Map([...found].map(([value, ids]) => [value, [...ids]]))
}

/** All of them: one number that a thousand share would else hide whoever has another number of the same question. */
async function customersWhere(session: Session, filter: string): Promise<CloverCustomer[]> {
  const rows = await readWhole(session, 'CUSTOMERS_R', [
    ['filter', filter],
    ['expand', 'emailAddresses,phoneNumbers'],
  ])
  return rows.map((row) => readCustomer(row, session.log))
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
