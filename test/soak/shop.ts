import type { Customer } from '@trefoil/simulators'
import type { Db } from '../../packages/hub/src/db/database.ts'
import type { Town } from '../crash/town.ts'
import { townsman } from '../harness/customer-draft.ts'

/** A till at which people change their names all day. */
export interface Shop {
  /** Somebody's last name changes. */
  change(): void
  changes(): number
  /** A sentence for everybody whose name is not the same in the hub and at the mail tool. */
  lost(db: Db): Promise<string[]>
}

export async function openShop({ clover, klaviyo }: Town, customers: number): Promise<Shop> {
  const people = Array.from({ length: customers }, (_, number) => clover.customers.create(townsman('Soak', number)))
  let changes = 0
  return {
    changes: () => changes,
    change: () => {
      changes += 1
      // A stride that is prime to the number of people: everybody has his turn, and neighbours do not follow.
      const someone = people[(changes * 7_919) % people.length]
      if (someone !== undefined) clover.customers.update(someone.id, { lastName: `Name${changes}` })
    },
    lost: async (db) => {
      const records = await db.selectFrom('record').select('data').where('entity', '=', 'Customer').execute()
      const inHub = new Map(records.map(({ data }) => [String(Object(data).customerNumber), Object(data).lastName]))
      return people.flatMap(({ id }) => wrongWith(clover.customers.get(id), inHub.get(id), klaviyo))
    },
  }
}

function wrongWith(customer: Customer | undefined, inHub: unknown, klaviyo: Town['klaviyo']): string[] {
  const email = customer?.emailAddresses[0]?.emailAddress ?? ''
  const profile = klaviyo.profiles.findByEmail(email)
  const name = customer?.lastName
  if (inHub === name && profile?.last_name === name) return []
  return [`${customer?.id} is ${name} at the till, ${inHub} in the hub and ${profile?.last_name} at the mail tool`]
}
