import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { EditRecord, Hub } from '../operations/hub.ts'
import type { Role } from '../store/person.ts'

/** What the API is given: the hub's rules, and what only main.ts can know. */
export interface ApiOptions {
  hub: Hub
  editRecord: EditRecord
  /** Resolves when the database answers; rejects with the reason. */
  ready(): Promise<void>
  newId(): string
  /** The built console; undefined: this hub has none. */
  consoleDir?: string | undefined
  /** What the server listens on; this machine alone unless told. */
  hosts?: readonly string[]
  /** Under which a proxy lets others reach it. */
  publicUrl?: string | undefined
  /** Whose word on where a request came from is taken: nobody's unless told. */
  trustedProxies?: string[]
}

/** Routes are written against zod schemas. */
export type Api = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, once the key is known. */
    actor: string
    /** Null: a program. */
    personId: number | null
  }
  interface FastifyContextConfig {
    /** Who may call it at least; unless told, viewers may read and owners may write. */
    role?: Role
    /** Cashiers may call it too, who may call nothing else. */
    isForCashiers?: true
  }
}
