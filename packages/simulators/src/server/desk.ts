import type { SimReply, SimRequest } from './exchange.ts'
import { type Fault, type FaultPlan, faultKinds } from './faults.ts'
import { type Html, html } from './html.ts'
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

const shownRequests = 100

/** A page for a person: the last requests, and ways to break things. Plain forms, no script. */
export function deskRoutes(desk: DeskParts): Routes<(request: SimRequest, params: Record<string, string>) => SimReply> {
  const actions: DeskPart['actions'] = {
    fault: (form) => desk.faults.add(faultOf(form)),
    mend: () => desk.faults.clear(),
    ...desk.part?.actions,
  }
  return {
    'GET /_sim/desk': () => page(desk),
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

function page(desk: DeskParts): SimReply {
  const body = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Behind the counter</title><style>${style}</style></head>
<body>
<h1>Behind the counter</h1>
<p><a href="/_sim/desk">Look again</a></p>
<h2>About</h2>
<dl>${Object.entries(desk.about()).map(
    ([name, value]) =>
      html`<dt>${name}</dt><dd><code>${typeof value === 'string' ? value : JSON.stringify(value)}</code></dd>`,
  )}</dl>
${faultForm(desk.faults.pending())}
${desk.part === undefined ? [] : desk.part.view()}
${requestTable(desk.requests())}
</body>
</html>
`
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: body.markup,
  }
}

const style = html`body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:70rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.2rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
td code{overflow-wrap:anywhere}dt{font-weight:600}label{margin-right:.8rem}form{margin:.3rem 0}.bad{color:#a00}input{max-width:14rem}`

function faultForm(pending: readonly Fault[]): Html {
  return html`<h2>Faults to come</h2>
<ul>${pending.map((fault) => html`<li><code>${JSON.stringify(fault)}</code></li>`)}</ul>
<form method="post" action="/_sim/desk/fault">
<label>Kind <select name="kind">${faultKinds.map((kind) => html`<option>${kind}</option>`)}</select></label>
<label>Requests <input name="match" placeholder="POST /v3/"></label>
<label>Status <input name="status" size="4" inputmode="numeric"></label>
<label>Times <input name="times" size="4" inputmode="numeric" placeholder="1"></label>
<label>After <input name="after" size="4" inputmode="numeric" placeholder="0"></label>
<button>Add the fault</button>
</form>
<form method="post" action="/_sim/desk/mend"><button>Clear all faults</button></form>`
}

function requestTable(lines: readonly RequestLine[]): Html {
  const last = lines.slice(-shownRequests).reverse()
  return html`<h2>The last requests</h2>
<table><thead><tr><th>No.</th><th>At</th><th>Request</th><th>Answer</th></tr></thead>
<tbody>${last.map(
    ({ n, at, method, path, status, fault }) =>
      html`<tr><td>${n}</td><td>${at}</td><td><code>${method} ${path}</code></td><td${
        status >= 200 && status < 400 ? html`` : html` class="bad"`
      }>${status === 0 ? 'none' : status}${fault === undefined ? '' : ` (${fault})`}</td></tr>`,
  )}</tbody></table>
${last.length === 0 ? html`<p>Nothing was asked yet.</p>` : html``}`
}
