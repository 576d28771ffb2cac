import type { DeskPart } from '../server/desk.ts'
import { html } from '../server/html.ts'
import type { Tokens } from './wire/tokens.ts'

/** What a person can look at and break on the desk page: scopes, tokens, the rate limit, promised work. */
export function tokenDesk(parts: {
  tokens: Tokens
  scopes: () => readonly string[]
  permit: (scopes: readonly string[]) => void
  throttle: (times: number) => void
  settle: () => void
  everything: readonly string[]
}): DeskPart {
  const { tokens, scopes, permit, throttle, settle, everything } = parts
  return {
    view: () => html`<h2>What the app may</h2>
<p>One press takes a scope away or gives it back.</p>
<p>${everything.map((scope) => {
      const has = scopes().includes(scope)
      return html`<form class="small" method="post" action="/_sim/desk/${has ? 'remove-scope' : 'add-scope'}">
<input type="hidden" name="scope" value="${scope}"><button title="${has ? 'Take away' : 'Give'} ${scope}" class="${
        has ? 'on' : 'off'
      }">${scope}</button></form>`
    })}</p>
<h2>Tokens</h2>
<ul>${tokens.all().map(
      ({
        token,
        until,
      }) => html`<li><code>${token}</code> ${until === null ? 'for good' : `until ${new Date(until).toISOString()}`}
<form class="small" method="post" action="/_sim/desk/revoke"><input type="hidden" name="token" value="${token}"><button>Revoke</button></form></li>`,
    )}</ul>
<form class="row" method="post" action="/_sim/desk/throttle"><label>Throttle the next requests <input name="times" size="5" inputmode="numeric" placeholder="5"></label><button>Throttle</button></form>
<form method="post" action="/_sim/desk/settle"><button>Do now what was promised for later</button></form>`,
    actions: {
      'remove-scope': (form) => permit(scopes().filter((scope) => scope !== form.get('scope'))),
      'add-scope': (form) => permit([...scopes(), form.get('scope') ?? '']),
      revoke: (form) => tokens.revoke(form.get('token') ?? ''),
      throttle: (form) => throttle(timesOf(form.get('times'))),
      settle,
    },
  }
}

function timesOf(text: string | null): number {
  const times = text === null || text.trim() === '' ? 5 : Number(text)
  if (!Number.isInteger(times) || times < 0) throw new Error('times is a whole number')
  return times
}
