import { z } from 'zod'
import { chooseStore, type FavouriteStore, readFavouriteStore, takeBackChoice } from '../operations/favourite-store.ts'
import { Instant, idParam, instant } from './fields.ts'
import { problemResponse } from './problem.ts'
import type { Api, ApiOptions } from './types.ts'

const FavouriteBody = z
  .object({
    favourite: z.object({ id: z.int(), name: z.string() }).nullable().describe('Null: nothing was bought in any store'),
    choice: z
      .object({ store: z.int(), by: z.string(), at: Instant })
      .nullable()
      .describe('A person said so. Null: it follows from the orders'),
    visits: z
      .array(z.object({ store: z.int(), name: z.string(), orders: z.int(), lastAt: Instant }))
      .describe('The most orders first, and of equals the newest'),
  })
  .meta({ id: 'FavouriteStore' })

const config = { role: 'operator' } as const
const tags = ['loyalty']
const response = { 200: FavouriteBody, ...problemResponse }

/** The store that a customer likes best. */
export function favouriteStoreRoutes(app: Api, { hub }: ApiOptions): void {
  app.get(
    '/customers/:id/store',
    {
      schema: {
        operationId: 'getFavouriteStore',
        tags,
        summary: 'The favourite store of a customer: the one with the most orders, unless a person chose another',
        params: idParam,
        response,
      },
    },
    async ({ params }) => show(await readFavouriteStore(hub, params.id)),
  )
  app.put(
    '/customers/:id/store',
    {
      config,
      schema: {
        operationId: 'chooseFavouriteStore',
        tags,
        summary: 'Choose the favourite store of a customer, whatever the orders say',
        params: idParam,
        body: z.strictObject({ store: z.int().positive() }),
        response,
      },
    },
    async ({ params, body, actor }) => show(await chooseStore(hub, params.id, body.store, actor)),
  )
  app.delete(
    '/customers/:id/store',
    {
      config,
      schema: {
        operationId: 'takeBackFavouriteStore',
        tags,
        summary: 'Take the choice back: the favourite store follows from the orders again',
        params: idParam,
        response,
      },
    },
    async ({ params, actor }) => show(await takeBackChoice(hub, params.id, actor)),
  )
}

function show({ favourite, choice, visits }: FavouriteStore): z.output<typeof FavouriteBody> {
  return {
    favourite,
    choice: choice === null ? null : { store: choice.storeId, by: choice.chosenBy, at: instant(choice.chosenAt) },
    visits: visits.map(({ storeId, store, orders, lastAt }) => ({
      ...{ store: storeId, name: store, orders },
      lastAt: instant(lastAt),
    })),
  }
}
