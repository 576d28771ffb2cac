import type { Random } from '../../server/seeded-random.ts'
import { newCloverId } from '../shop/ids.ts'

/** What an app may be told of. The keys stand before the colon of an `objectId`. */
export const eventKeys = ['A', 'C', 'CA', 'E', 'I', 'IC', 'IG', 'IM', 'M', 'O', 'P', 'SH'] as const

export type EventKey = (typeof eventKeys)[number]

/** The address of an app for messages, as far as the dashboard has it set up. */
export interface WebhookSetUp {
  url?: string
  /** Sent to the address; to be pasted into the dashboard. */
  code?: string
  verified: boolean
  /** In every message: a shared secret, no signature. */
  authCode: string
  events: ReadonlySet<EventKey>
}

/** An app of a developer, who has one here. */
export interface App {
  id: string
  secret: string
  redirectUris: string[]
  /** Ticked in the settings; a merchant who installs the app grants these, and keeps to them until a new install. */
  permissions: string[]
  installs: Map<string, ReadonlySet<string>>
  webhook: WebhookSetUp
}

export function newApp(random: Random, seed: number, permissions: readonly string[]): App {
  return {
    id: newCloverId(random),
    secret: `0000c10a-0000-4000-8000-${String(seed).padStart(12, '0')}`,
    redirectUris: [],
    permissions: [...permissions],
    installs: new Map(),
    webhook: { verified: false, authCode: random.uuid(), events: new Set(eventKeys) },
  }
}
