/** Prints the OpenAPI file and the client's types. Run by `npm run generate`; a test compares the committed files. */
import openapiTypescript, { astToString } from 'openapi-typescript'
import { openLog } from '../log.ts'
import { buildApi } from './server.ts'
import type { ApiOptions } from './types.ts'

export async function generateClient(): Promise<{ openapi: string; types: string }> {
  const openapi = await generateOpenApi()
  const banner = '// Made by `npm run generate` from openapi.json. Do not edit.\n'
  const types = banner + astToString(await openapiTypescript(openapi, { alphabetize: true }))
  return { openapi, types }
}

async function generateOpenApi(): Promise<string> {
  const api = await buildApi(nothingBehind)
  const document = JSON.parse((await api.inject({ url: '/api/v1/openapi.json', headers: { host: 'localhost' } })).body)
  await api.close()
  return `${JSON.stringify(document, null, 2)}\n`
}

const never = () => {
  throw new Error('The OpenAPI file is made from the routes alone')
}

/** Routes describe themselves without anything behind them. */
const nothingBehind: ApiOptions = {
  hub: {
    // No route is called but the one that prints the document, which needs no database.
    get db() {
      return never()
    },
    workspaceId: 1,
    connectors: new Map(),
    recipes: [],
    openSession: never,
    oauth: { address: never, endpointOf: never, door: never },
    vault: { seal: never, open: never },
    system: { version: '', engine: 'pglite', startedAt: new Date(0), self: null },
    passwords: { hash: never, isRight: never },
    now: never,
    log: openLog({ level: 'silent' }),
    wake: never,
    changes: { wake: never, read: never, end: never, follow: never, close: never },
  },
  editRecord: never,
  ready: never,
  newId: () => 'generate-client',
}
