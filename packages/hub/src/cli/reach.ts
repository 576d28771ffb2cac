import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { createClient, type TrefoilClient } from '../client/client.ts'
import { configOf } from './environment.ts'
import { type ExitCode, exitCodes, Failure } from './exit.ts'

/** The hub that the command speaks to: named by the environment, else the one that runs on this data directory. */
export function reach(): TrefoilClient {
  const { apiKey, dataDir } = configOf()
  const url = addressOfHub()
  const key = apiKey?.reveal() ?? contentOf(join(dataDir, 'api-key'))
  if (key === undefined) {
    throw new Failure(
      exitCodes.denied,
      `There is no API key in ${dataDir}: the hub writes one there at its first start; for a hub elsewhere set TREFOIL_API_KEY`,
    )
  }
  return createClient(url, key, { fetch: (request) => fetchFrom(url, request), pathSerializer: pathOf })
}

export function addressOfHub(): string {
  const { apiUrl, dataDir } = configOf()
  const url = apiUrl ?? urlIn(dataDir)
  if (url !== undefined) return url
  throw new Failure(
    exitCodes.unreachable,
    `No hub is running on ${dataDir}: start one with "trefoil serve", or name one with TREFOIL_API_URL and TREFOIL_API_KEY`,
  )
}

/** The answer's data, or the reason why there is none. */
export async function answer<T>(reply: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await reply.catch((cause) => {
    if (cause instanceof SyntaxError) throw noHub('is no JSON')
    throw cause
  })
  if (data !== undefined) return data
  const problem = typeof error === 'object' && error !== null ? error : {}
  if (!('detail' in problem)) throw noHub(`has the status ${response.status}`)
  const code = exitCodeOf(response.status, problem)
  const detail = String(problem.detail)
  const requestId = response.status >= 500 ? { requestId: response.headers.get('request-id') } : {}
  throw new Failure(code, detail, { ...problem, ...requestId })
}

function exitCodeOf(status: number, problem: object): ExitCode {
  if (status === 400) return exitCodes.usage
  if (status === 401 || status === 403) return exitCodes.denied
  if (status === 404) return exitCodes.notFound
  if (status === 409) return exitCodes.conflict
  // The vendor turned the credentials down: a check that failed.
  if (status === 422 && 'code' in problem) return exitCodes.checkFailed
  return exitCodes.failed
}

async function fetchFrom(url: string, request: Request | URL | string): Promise<Response> {
  try {
    return await fetch(request)
  } catch (cause) {
    const why = cause instanceof Error && cause.cause instanceof Error ? ` (${cause.cause.message})` : ''
    throw new Failure(exitCodes.unreachable, `No hub answers at ${url}${why}: is "trefoil serve" running there?`)
  }
}

/** Another program, or a proxy with nothing behind it: a hub says what is wrong in a problem of its own. */
function noHub(what: string): Failure {
  return new Failure(
    exitCodes.unreachable,
    `What answers at ${addressOfHub()} is no hub: its answer ${what}. See TREFOIL_API_URL`,
  )
}

/** Writes names and ids into the path. Those that a URL takes for a folder would reach another operation. */
function pathOf(path: string, given: Record<string, unknown>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = String(given[name])
    if (!/^\.{0,2}$/.test(value)) return encodeURIComponent(value)
    throw new Failure(exitCodes.usage, value === '' ? `The ${name} is empty: say which` : `"${value}" is no ${name}`)
  })
}

/** Undefined: no hub has written there where it is, or its file is spoiled. */
function urlIn(dataDir: string): string | undefined {
  try {
    return Address.parse(JSON.parse(contentOf(join(dataDir, 'server.json')) ?? '')).url
  } catch {
    return undefined
  }
}

const Address = z.object({ url: z.url() })

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return undefined // not there, or not ours to read: the caller says what to do
  }
}
