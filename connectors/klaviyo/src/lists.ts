import { Fault, inParallel, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { readPages } from './read-pages.ts'

const Item = z.object({
  id: z.string(),
  attributes: z.object({ name: z.string().nullish(), opt_in_process: z.string().nullish() }),
})

export interface List {
  id: string
  name: string
  /** Whether a person who is subscribed through it is asked by mail first. */
  confirms: boolean
}

/** Each name's list, or the fault that says why there is none. */
export async function resolveLists(session: Session, names: Iterable<string>): Promise<Map<string, List | Fault>> {
  const wanted = [...new Set(names)]
  const lists = await inParallel(wanted, 4, (name) =>
    session.memo(`klaviyo.list ${name}`, () => listCalled(session, name)),
  )
  return new Map(
    await Promise.all(wanted.map(async (name, at) => [name, await orFault(session, name, lists[at] ?? [])] as const)),
  )
}

async function listCalled(session: Session, name: string): Promise<List[]> {
  const items = await readPages(session, {
    call: 'lists.read',
    path: '/api/lists',
    query: { filter: `equals(name,${JSON.stringify(name)})` },
    item: Item,
  })
  return (
    items
      .filter((item) => item.attributes.name === name)
      // Accounts are set to double opt-in unless someone changed it: so is a list that does not say.
      .map((item) => ({ id: item.id, name, confirms: item.attributes.opt_in_process !== 'single_opt_in' }))
  )
}

async function orFault(session: Session, name: string, lists: List[]): Promise<List | Fault> {
  const [list, second] = lists
  if (list !== undefined && second === undefined) return list
  if (list !== undefined) {
    return new Fault('invalid', `Klaviyo has ${lists.length} lists named "${name}": rename all but one`, {
      code: 'AMBIGUOUS_LIST',
    })
  }
  const names = await session.memo('klaviyo.lists', () => someNames(session))
  const known = names.length === 0 ? 'there are no lists yet' : `there are: ${names.join(', ')}`
  return new Fault('invalid', `Klaviyo has no list named "${name}"; ${known}`, {
    code: 'UNKNOWN_LIST',
    facts: { available: names },
  })
}

// Lists come ten a page, so that an account with hundreds of them would cost a minute: the first fifty do for a message.
async function someNames(session: Session): Promise<string[]> {
  const items = await readPages(session, {
    call: 'lists.read',
    path: '/api/lists',
    query: { sort: 'name' },
    item: Item,
    pages: 5,
  })
  return items.flatMap((item) => item.attributes.name ?? [])
}
