import { z } from 'zod'

/** What several replies hold. */
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })

export function connection<T extends z.ZodType>(node: T) {
  return z.object({ nodes: z.array(node), pageInfo })
}

/** What was asked for by id: null where Shopify does not know it, without fields where it is something else. */
export function named<T extends z.ZodType>(node: T) {
  return z.object({ nodes: z.array(z.union([node, z.null(), z.strictObject({})])) })
}

/** Those of them that are what was asked for. */
export function known<T extends { id: string }>(nodes: readonly (T | Record<string, never> | null)[]): T[] {
  return nodes.filter((node): node is T => node !== null && 'id' in node)
}

export const text = z.string().nullish()

export const address = z.object({
  id: z.string(),
  ...{ firstName: text, lastName: text, company: text, address1: text, address2: text, city: text },
  ...{ zip: text, provinceCode: text, countryCodeV2: text, phone: text },
})

/** Booked in the shop's own currency, whatever the buyer saw. */
export const money = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) })
