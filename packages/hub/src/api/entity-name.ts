import { entities, shapeOf } from '@trefoil/mapping'
import { z } from 'zod'

/** The name of an entity in a question: of one that the hub does not keep nothing would be found, without a word. */
export const entityName = z
  .string()
  .max(60)
  .refine((name) => shapeOf(name) !== undefined, `must be ${Object.keys(entities).join(' or ')}`)
