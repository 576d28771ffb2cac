import { z } from 'zod'

const text = z.string().nullish()
const amount = z.number().nullish()

/** A discount of an order or of a line, by an amount in cents or by a share. */
export const wireCut = z.looseObject({ id: text, name: text, amount, percentage: amount, percentageDecimal: amount })

/** Something that is named by its id alone. */
export const wireReference = z.looseObject({ id: text }).nullish()
