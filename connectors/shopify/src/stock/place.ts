import { type Choice, Fault, type Lookup, type Session } from '@trefoil/sdk'
import { z } from 'zod'
import { ask } from '../ask.ts'
import { locations } from '../generated/operations.gen.ts'
import { numberOf } from '../gid.ts'
import { shopifySettings } from '../settings.ts'
import { connection } from '../wire.ts'

/** Active locations of the shop; those of fulfilment services, which keep their own stock, are not among them. */
export function placesOf(session: Session): Promise<Choice[]> {
  return session.memo('locations', async () => {
    const reads = z.object({ locations: connection(z.object({ id: z.string(), name: z.string() })) })
    const places: Choice[] = []
    for (let after: string | null = null, more = true; more; ) {
      const { locations: page }: z.output<typeof reads> = await ask(
        session,
        locations,
        { after },
        { reads, points: 10 },
      )
      places.push(...page.nodes.map(({ id, name }) => ({ value: numberOf(id), title: name })))
      after = page.pageInfo.endCursor
      more = page.pageInfo.hasNextPage
    }
    return places.toSorted((one, other) => Number(one.value) - Number(other.value))
  })
}

/** Where the shop's stock is: the chosen location, or the only one; null: none is guessed of several. */
export async function shopPlace(session: Session): Promise<string | null> {
  const { locationId } = shopifySettings.parse(session.settings)
  if (locationId !== undefined) return locationId
  const [only, other] = await placesOf(session)
  return only !== undefined && other === undefined ? only.value : null
}

export async function placeOf(session: Session): Promise<string> {
  const place = await shopPlace(session)
  if (place !== null) return place
  throw new Fault(
    'invalid',
    'The shop has several locations, or none that is active: choose in the settings of the connection the one whose stock the hub writes',
    { field: 'locationId', code: 'LOCATION_NOT_CHOSEN' },
  )
}

/** How many of each are kept back from the shop. */
export const safetyStock: Lookup = {
  params: [],
  says: 'How many of each are kept back from the Shopify shop, by the settings of the connection; 0 in a test without a hub.',
  examples: [['GetSafetyStock()', 0]],
  resolve: async (calls, session) =>
    calls.map(() => (session === null ? 0 : shopifySettings.parse(session.settings).safetyStock)),
}

/** What the hub calls a location of the shop; without one: that of its stock. */
export const hubLocation: Lookup = {
  params: [{ name: 'locationId', type: 'text', optional: true }],
  says: 'What the hub calls a location of the Shopify shop: by the settings of the connection, else its number. Without one: the location of the shop’s stock.',
  examples: [['GetHubLocation("655")', '655']],
  async resolve(calls, session) {
    if (session === null) return calls.map(([asked]) => asked ?? null)
    const place = await shopPlace(session)
    const { hubLocation: name } = shopifySettings.parse(session.settings)
    return calls.map(([asked]) => {
      const location = asked ?? place
      return location === place && name !== undefined && name !== '' ? name : location
    })
  },
}
