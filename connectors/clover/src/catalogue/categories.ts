import { z } from 'zod'
import { listSource } from './list-source.ts'

const cloverCategory = z.looseObject({
  id: z.string().optional(),
  name: z.string().nullish().catch(null),
  sortOrder: z.number().nullish().catch(null),
  colorCode: z.string().nullish().catch(null),
})

export const categories = listSource<z.output<typeof cloverCategory>>({
  name: 'categories',
  title: 'Categories of items',
  schema: cloverCategory,
  permission: 'INVENTORY_R',
  path: '/categories',
  read: ({ href, items, ...row }) => cloverCategory.parse(row),
})
