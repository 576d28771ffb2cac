/** What a business chose about who is one person. */
import { z } from 'zod'

/** By what people can be known again, as it is usually ranked. */
export const traitNames = ['phone', 'email', 'name_and_birth', 'government_id', 'medical_id'] as const
export type TraitName = (typeof traitNames)[number]

const customField = z.string().trim().min(1).max(100)

export const Identity = z.strictObject({
  sameKey: z
    .enum(['error', 'update_and_link', 'remap_and_link'])
    .describe(
      'What becomes of a new source record whose e-mail address or number a record of the hub has, where its mapping does not say: error: a person decides; update_and_link: they are one; remap_and_link: they are one, and it is mapped as an update',
    ),
  merge: z
    .enum(['off', 'suggest', 'automatic'])
    .describe(
      'What becomes of two customers who have the same phone number or another trait: off: nothing; suggest: a person decides; automatic: they are merged',
    ),
  traits: z
    .array(z.enum(traitNames))
    .max(traitNames.length)
    .refine((traits) => new Set(traits).size === traits.length, 'each of them once')
    .describe('What speaks for two customers being one person, the strongest first; what is not named does not count'),
  birthField: customField.describe('The custom field with the date of birth'),
  governmentIdField: customField.describe('The custom field with the government id; stored as a keyed hash'),
  medicalIdField: customField.describe('The custom field with the medical id; stored as a keyed hash'),
})

export type Identity = z.output<typeof Identity>

export const usualIdentity: Identity = {
  sameKey: 'error',
  merge: 'suggest',
  traits: ['phone', 'email'],
  birthField: 'Date of birth',
  governmentIdField: 'Government id',
  medicalIdField: 'Medical id',
}
