import { Refused } from '../wire/problems.ts'

/** What a mutation answers: the result of the work, or nulls and what the shop has against it. */
export function payload<T extends Record<string, unknown>>(
  work: () => T,
  errors = 'userErrors',
): Record<string, unknown> {
  try {
    return { ...work(), [errors]: [] }
  } catch (error) {
    if (error instanceof Refused) return { [errors]: error.errors }
    throw error
  }
}
