import type { z } from 'zod'

/** Pure functions of one raw request, so that a captured delivery replays as a test. */
export interface Webhooks {
  secrets: z.ZodType
  handshake?(request: RawRequest): RawReply | undefined
  /** Over the raw bytes, in constant time. */
  verify(request: RawRequest, secrets: unknown): boolean | Promise<boolean>
  /** One delivery may speak of several accounts. */
  read(request: RawRequest): Notice[]
}

export interface RawRequest {
  method: string
  path: string
  /** Names in lower case. */
  headers: Record<string, string>
  body: Uint8Array
}

export interface RawReply {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** A hint, not data: the hub fetches what it names. */
export interface Notice {
  /** The vendor's own name of the delivery, the same when it comes again; '' where it gives none: then its body is it. */
  delivery: string
  account: string
  source: string
  id: string
  change: 'upsert' | 'gone'
}
