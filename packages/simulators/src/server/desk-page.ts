import type { DeskParts } from './desk.ts'
import type { SimReply } from './exchange.ts'
import { type Fault, type FaultKind, faultKinds } from './faults.ts'
import { type Html, html } from './html.ts'
import type { RequestLine } from './request-log.ts'

const shownRequests = 100

/** The page of a desk. Plain forms, no script. */
export function deskPage(desk: DeskParts): SimReply {
  const body = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Behind the counter</title>
<style>${style}</style></head>
<body>
<header><h1>Behind the counter</h1><a class="button" href="/_sim/desk">Look again</a></header>
<section><h2>This shop</h2><dl>${facts(desk.about())}</dl></section>
<section>${faults(desk.faults.pending())}</section>
${desk.part === undefined ? [] : html`<section>${desk.part.view()}</section>`}
<section>${requests(desk.requests())}</section>
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

const style = html`:root{color-scheme:light dark;--line:light-dark(#ddd,#444);--bad:light-dark(#a40000,#ff8a80);--soft:light-dark(#f4f4f2,#262626)}
body{font:15px/1.5 system-ui,sans-serif;margin:1.5rem auto;padding:0 1rem;max-width:66rem}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem}h1{font-size:1.5rem}h2{font-size:1.15rem;margin:1.8rem 0 .5rem}
code{overflow-wrap:anywhere}dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0}dt{font-weight:600}dd{margin:0;min-width:0}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .7rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
form.row{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;margin:.6rem 0}form.row label{display:grid;grid-template-columns:minmax(0,auto);font-size:.85rem;max-width:100%}select{max-width:100%}form.small{display:inline-block;margin:0 .3rem .3rem 0}
input,select,button,.button{font:inherit;padding:.25rem .6rem;border:1px solid var(--line);border-radius:4px;background:var(--soft);color:inherit;text-decoration:none}
button,.button{cursor:pointer}.off{opacity:.55;text-decoration:line-through}.bad{color:var(--bad)}.note{opacity:.75}`

/** What lies within a fact stands in lines of its own. */
function facts(about: Record<string, unknown>, within = ''): Html[] {
  return Object.entries(about).flatMap(([name, value]) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return facts({ ...value }, `${name} `)
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return [html`<dt>${within}${name}</dt><dd><code>${text}</code></dd>`]
  })
}

const kinds: Record<FaultKind, string> = {
  status: 'an error status, and nothing is done',
  html: 'a page of HTML, and nothing is done',
  hang: 'no answer at all',
  reset: 'the connection breaks before the work',
  'reset-after-commit': 'the work is done, then the connection breaks',
  truncate: 'the work is done, the answer breaks off',
  half: 'the work is done, the answer ends in its middle',
  empty: 'the work is done, the answer is empty',
  slow: 'the answer comes late',
  drip: 'the answer comes byte by byte',
  instead: 'the work is done, and something else is answered',
}

function faults(pending: readonly Fault[]): Html {
  return html`<h2>Break something</h2>
<form class="row" method="post" action="/_sim/desk/fault">
<label>What goes wrong <select name="kind">${faultKinds.map(
    (kind) => html`<option value="${kind}">${kind}: ${kinds[kind]}</option>`,
  )}</select></label>
<label>Of which requests <input name="match" placeholder="all, or: POST /v3/"></label>
<label>Status <input name="status" size="5" inputmode="numeric" placeholder="500"></label>
<label>How often <input name="times" size="5" inputmode="numeric" placeholder="1"></label>
<label>After so many <input name="after" size="5" inputmode="numeric" placeholder="0"></label>
<label>Milliseconds <input name="delay" size="6" inputmode="numeric" placeholder="2000"></label>
<button>Add the fault</button>
</form>
${pending.length === 0 ? html`<p class="note">Nothing is going to go wrong.</p>` : comingFaults(pending)}`
}

function comingFaults(pending: readonly Fault[]): Html {
  return html`<p>Still to come:</p>
<ul>${pending.map((fault) => html`<li>${inWords(fault)}</li>`)}</ul>
<form method="post" action="/_sim/desk/mend"><button>Clear all faults</button></form>`
}

function inWords({ kind, match, status, times = 1, after = 0, delay }: Fault): Html {
  const more = [
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(delay === undefined ? [] : [`${delay} ms`]),
    times === 1 ? 'once' : `${times} times`,
    ...(after === 0 ? [] : [`after ${after} others`]),
  ]
  return html`<code>${match ?? 'every request'}</code>: ${kinds[kind]} (${more.join(', ')})`
}

function requests(lines: readonly RequestLine[]): Html {
  const last = lines.slice(-shownRequests).reverse()
  if (last.length === 0) return html`<h2>The last requests</h2><p class="note">Nothing was asked yet.</p>`
  return html`<h2>The last requests</h2>
<div class="wide"><table><thead><tr><th>No.</th><th>At</th><th>Answer</th><th>Request</th></tr></thead>
<tbody>${last.map(requestRow)}</tbody></table></div>`
}

function requestRow({ n, at, method, path, status, fault }: RequestLine): Html {
  const isGood = status >= 200 && status < 400
  return html`<tr><td>${n}</td><td><time datetime="${at}">${at.slice(11, 19)}</time></td><td${
    isGood ? html`` : html` class="bad"`
  }>${status === 0 ? 'none' : status}${fault === undefined ? '' : ` (${fault})`}</td><td><code>${method} ${path}</code></td></tr>`
}
