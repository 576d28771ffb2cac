import { Fault, type Http, type HttpOptions, type HttpReply, type Session } from '@trefoil/sdk'
import { blotted } from '../redact.ts'

/** One call to a vendor, as a person may see it: no secret, and nothing that tells who a customer is. */
export interface TracedRequest {
  /** `GET /v3/merchants/M/customers?expand=addresses&filter=[value]` */
  request: string
  /** Null: there was no answer. */
  status: number | null
  ms: number
}

/** The same session, which notes what it asks. */
export function tracedSession(session: Session, notes: TracedRequest[]): Session {
  const { http } = session
  return {
    ...session,
    http: {
      get: (path, options) => noted(['GET', path, options], () => http.get(path, options)),
      post: (path, body, options) => noted(['POST', path, options], () => http.post(path, body, options)),
      put: (path, body, options) => noted(['PUT', path, options], () => http.put(path, body, options)),
      patch: (path, body, options) => noted(['PATCH', path, options], () => http.patch(path, body, options)),
      delete: (path, options) => noted(['DELETE', path, options], () => http.delete(path, options)),
    } satisfies Http,
  }

  async function noted(call: Call, ask: () => Promise<HttpReply>): Promise<HttpReply> {
    const began = session.now().getTime()
    const note = (status: number | null) =>
      void notes.push({ request: shown(call), status, ms: session.now().getTime() - began })
    try {
      const reply = await ask()
      note(reply.status)
      return reply
    } catch (error) {
      const status = error instanceof Fault ? error.details.facts?.status : null
      note(typeof status === 'number' ? status : null)
      throw error
    }
  }
}

type Call = [method: string, path: string, options: HttpOptions | undefined]

function shown([method, path, options]: Call): string {
  const query = options?.query ?? []
  const pairs = Array.isArray(query)
    ? query
    : Object.entries(query).map(([name, value]) => [name, String(value)] as const)
  const said = pairs.map(([name, value]) => `${name}=${harmless.test(name) ? value : '[value]'}`).join('&')
  return `${method} ${blotted(path)}${said === '' ? '' : `${path.includes('?') ? '&' : '?'}${said}`}`
}

/** What says how much is asked for, and not of whom. */
const harmless = /^(expand|include|limit|offset|sort|page\[size\]|(additional-)?fields\[[\w-]+\])$/
