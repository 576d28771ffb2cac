import type { Connector, Json, JsonObject, Tokens } from '@trefoil/sdk'
import { z } from 'zod'

/** What a sign-in at a vendor opened, as it is sealed in place of credentials that a person typed. */
export interface Grant {
  /** What the operator's app is known by at the vendor. */
  app: JsonObject
  /** What the vendor told of the account, as a merchant's id. */
  facts: JsonObject
  tokens: Tokens
  /** When these tokens were given, ISO 8601. */
  since: string
}

const plainObject = z.record(z.string(), z.json())
const shape = z.strictObject({
  app: plainObject,
  facts: plainObject,
  tokens: z.strictObject({
    accessToken: z.string(),
    endsAt: z.string().nullable(),
    refreshToken: z.string().nullable(),
  }),
  since: z.string(),
})

/** Null: credentials as a person typed them. */
export function grantIn(access: unknown): Grant | null {
  return shape.safeParse(access).data ?? null
}

/** The grant as it is sealed. */
export function grantAsJson({ app, facts, tokens, since }: Grant): Json {
  return { app, facts, tokens: { ...tokens }, since }
}

/** Stored access as the connector knows it. */
export function credentialsOf(connector: Connector, access: unknown): unknown {
  const grant = grantIn(access)
  return grant === null ? access : connector.oauth?.credentials(grant.facts, grant.tokens.accessToken)
}
