import { isStale } from '../sync/plan.ts'

/** Somebody else wrote one of the records meanwhile: planned anew on what stands there now. */
export async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!isStale(error) || tries === 5) throw error
    }
  }
}
