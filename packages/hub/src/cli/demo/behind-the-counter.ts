/** What the simulators know of themselves, in plain shape: the truth that the demo compares with. */
import { z } from 'zod'

const text = z.string().nullish()

const Customer = z.object({
  id: z.string(),
  firstName: text,
  lastName: text,
  emailAddresses: z.array(z.object({ emailAddress: z.string() })),
})

const Profile = z.object({
  id: z.string(),
  email: text,
  phone_number: text,
  external_id: text,
  first_name: text,
  last_name: text,
  location: z.record(z.string(), z.unknown()),
})

export type ShopCustomer = z.output<typeof Customer>
export type KlaviyoProfile = z.output<typeof Profile>

const pageSize = 5_000

export async function allCustomers(url: string): Promise<ShopCustomer[]> {
  return allOf((page) => get(`${url}/_sim/customers?${page}`, z.array(Customer)))
}

export async function allProfiles(url: string): Promise<KlaviyoProfile[]> {
  const Page = z.object({ profiles: z.array(Profile) })
  return allOf(async (page) => (await get(`${url}/_sim/profiles?${page}`, Page)).profiles)
}

async function allOf<T>(read: (page: string) => Promise<T[]>): Promise<T[]> {
  const all: T[] = []
  for (;;) {
    const page = await read(`offset=${all.length}&limit=${pageSize}`)
    all.push(...page)
    if (page.length < pageSize) return all
  }
}

async function get<T>(url: string, schema: z.ZodType<T>): Promise<T> {
  const reply = await fetch(url)
  if (!reply.ok) throw new Error(`${url} answered ${reply.status}: ${await reply.text()}`)
  return schema.parse(await reply.json())
}
