import { deskPage } from './desk-page.ts'
import type { SimReply, SimRequest } from './exchange.ts'
import { type Fault, type FaultPlan, faultKinds } from './faults.ts'
import type { Html } from './html.ts'
import type { RequestLine } from './request-log.ts'
import type { Routes } from './router.ts'

/** What a vendor adds to the page: a part to look at, and what its forms do. */
export interface DeskPart {
  view(): Html
  /** By the last word of the form's path, `/_sim/desk/{action}`. */
  actions: Record<string, (form: URLSearchParams) => void>
}

/** What the page is made of. */
export interface DeskParts {
  about(): Record<string, unknown>
  requests(): RequestLine[]
  faults: FaultPlan
  part?: DeskPart | undefined
}

/** A page for a person: the last requests, and ways to break things. Plain forms, no script. */
export function deskRoutes(desk: DeskParts): Routes<(request: SimRequest, params: Record<string, string>) => SimReply> {
  const actions: DeskPart['actions'] = {
    fault: (form) => desk.faults.add(faultOf(form)),
    mend: () => desk.faults.clear(),
    ...desk.part?.actions,
  }
  return {
    'GET /_sim/desk': () => deskPage(desk),
    'POST /_sim/desk/:action': (request, { action = '' }) => {
      if (isFromElsewhere(request)) return { status: 403, body: 'This form belongs to another page.' }
      const act = actions[action]
      if (act === undefined) return { status: 404, body: 'No such form.' }
      act(new URLSearchParams(request.body))
      return { status: 303, headers: { location: '/_sim/desk' } }
    },
  }
}

/** A page of some other site must not break things here. */
function isFromElsewhere({ headers }: SimRequest): boolean {
  return headers.origin !== undefined && headers.origin !== `http://${headers.host}`
}

/** Empty fields are not given. */
function faultOf(form: URLSearchParams): Fault {
  const kind = faultKinds.find((known) => known === form.get('kind'))
  if (kind === undefined) throw new Error(`kind is one of ${faultKinds.join(', ')}`)
  const fault: Fault = { kind }
  const text = (name: string) => form.get(name)?.trim() ?? ''
  for (const name of ['match', 'body'] as const) if (text(name) !== '') fault[name] = text(name)
  for (const name of ['status', 'times', 'after', 'delay'] as const) {
    const value = text(name)
    if (value === '') continue
    if (!/^\d+$/.test(value)) throw new Error(`${name} is a whole number`)
    fault[name] = Number(value)
  }
  return fault
}
