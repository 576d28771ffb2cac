import { createClient, type Schemas } from '@trefoil/hub/client'

export type { Schemas }

/** The hub that served this page; the browser's own cookie says who asks. */
export const api = createClient(location.origin, null)

/** What the hub says where it does not do what it was asked. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly facts: Record<string, unknown>
  /** JSON pointer of a field → what is wrong with it. */
  readonly fields: ReadonlyMap<string, string>

  constructor(status: number, body: Partial<Schemas['Problem']>) {
    super(body.detail ?? `The hub answered ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? 'unknown'
    this.facts = body.facts ?? {}
    this.fields = new Map((body.errors ?? []).map(({ pointer, detail }) => [pointer, detail]))
  }
}

/** The answer's content, or the reason why there is none, thrown. */
export async function ask<T>(
  reply: Promise<{ data?: T; error?: Partial<Schemas['Problem']>; response: Response }>,
): Promise<T> {
  const { data, error, response } = await reply
  if (data !== undefined) return data
  throw new Problem(response.status, error ?? {})
}
