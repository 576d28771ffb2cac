import { inParallel, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { chunksOf } from '../chunks-of.ts'
import { readPages } from '../read-pages.ts'

const marketing = z.object({ consent: z.string().nullish() })
const suppression = z.array(z.object({ reason: z.string().nullish() })).nullish()
const listSuppression = z.array(z.object({ reason: z.string().nullish(), list_id: z.string().nullish() })).nullish()

const text = z.string().nullish()

const Found = z.object({
  id: z.string(),
  attributes: z.object({
    email: text,
    phone_number: text,
    external_id: text,
    first_name: text,
    last_name: text,
    organization: text,
    locale: text,
    title: text,
    image: text,
    location: z.record(z.string(), z.unknown()).nullish(),
    properties: z.record(z.string(), z.unknown()).nullish(),
    subscriptions: z
      .object({
        email: z
          .object({
            marketing: marketing.extend({ suppression, list_suppressions: listSuppression }).nullish(),
          })
          .nullish(),
        sms: z.object({ marketing: marketing.nullish() }).nullish(),
      })
      .nullish(),
  }),
})

/** A profile as far as it was asked for. */
export type Found = z.infer<typeof Found>

export type Identifier = 'id' | 'email' | 'phone_number' | 'external_id'

/** Most values that one filter may name, and most characters as they travel in the URL, where a letter may be nine. */
const VALUES = 100
const CHARACTERS = 6_000

/** Every profile that has one of the values; how many there are of each value is the vendor's affair. */
export async function readProfiles(
  session: Session,
  by: Identifier,
  values: string[],
  fields: string[] = ['email', 'phone_number', 'external_id'],
): Promise<Found[]> {
  const subscriptions = fields.some((field) => field.startsWith('subscriptions'))
  const chunks = chunksOf([...new Set(values)], VALUES).flatMap(short)
  const pages = await inParallel(chunks, 8, (chunk) =>
    readPages(session, {
      call: 'profiles.read',
      path: '/api/profiles',
      query: {
        filter: `any(${by},${JSON.stringify(chunk)})`,
        'fields[profile]': fields.join(','),
        ...(subscriptions ? { 'additional-fields[profile]': 'subscriptions' } : {}),
        'page[size]': 100,
      },
      item: Found,
    }),
  )
  return pages.flat()
}

function short(values: string[]): string[][] {
  if (values.length < 2 || encodeURIComponent(JSON.stringify(values)).length <= CHARACTERS) return [values]
  const middle = values.length >> 1
  return [...short(values.slice(0, middle)), ...short(values.slice(middle))]
}
