import type { Source } from '@trefoil/sdk'
import { z } from 'zod'
import { type Listing, pullListing } from './listing.ts'

const text = z.string().nullish()

const Row = z.object({
  id: z.string(),
  attributes: z.object({ name: text, opt_in_process: text, created: text, updated: text }),
})

const list = z.object({
  id: z.string(),
  name: text,
  /** single_opt_in or double_opt_in. */
  optInProcess: text,
  created: text,
  updated: text,
})

type List = z.infer<typeof list>

const listing: Listing<z.infer<typeof Row>, List> = {
  name: 'lists',
  call: 'lists.read',
  path: '/api/lists',
  by: 'updated',
  query: {},
  // Lists come ten a page and no more.
  largestPage: 10,
  row: Row,
  read: ({ id, attributes: { name, opt_in_process: optInProcess, created, updated } }) => {
    return { id, name, optInProcess, created, updated }
  },
  stampOf: ({ updated }) => updated ?? '',
}

/** Lists with their opt-in process. */
export const listSource: Source<List> = {
  title: 'Lists and how people enter them',
  schema: list,
  needs: ['lists:read'],
  key: ({ id }) => id,
  version: ({ updated }) => updated ?? '',
  page: (_session, id) => `https://www.klaviyo.com/list/${encodeURIComponent(id)}`,
  pull: (session, from) => pullListing(session, listing, from),
}
