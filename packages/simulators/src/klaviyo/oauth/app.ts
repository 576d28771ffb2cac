import { seededRandom } from '../../server/seeded-random.ts'
import { allScopes } from '../description/openapi.ts'

/** An app of a developer, who has one here. */
export interface App {
  id: string
  secret: string
  redirectUris: string[]
  /** What the app may ask for at most. */
  scopes: string[]
}

/** Obviously fake, and the same for the same seed. */
export function newApp(seed: number): App {
  const chance = seededRandom(seed + 3)
  const hex = '0123456789abcdef'
  return {
    id: `fake-client-${chance.text(hex, 12)}`,
    secret: `fake-secret-${chance.text(hex, 24)}`,
    redirectUris: [],
    scopes: [...allScopes],
  }
}
