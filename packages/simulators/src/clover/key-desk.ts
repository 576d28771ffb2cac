import type { DeskPart } from '../server/desk.ts'
import { type Html, html } from '../server/html.ts'
import type { KeyDrawer } from './keys/key-drawer.ts'

/** The part of the page where tokens lose permissions, or their lives. `permissions` is what the region has. */
export function keyDesk(keys: KeyDrawer, permissions: readonly string[]): DeskPart {
  const form = (action: string, fields: Record<string, string>, button: Html) =>
    html`<form class="small" method="post" action="/_sim/desk/${action}">${Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    )}${button}</form>`
  const toggle = (token: string, permission: string, isHeld: boolean) =>
    isHeld
      ? form(
          'remove-permission',
          { token, permission },
          html`<button title="Take ${permission} away">${permission}</button>`,
        )
      : form(
          'add-permission',
          { token, permission },
          html`<button class="off" title="Give ${permission}">${permission}</button>`,
        )
  const may = ({ token, kind, permissions: held }: ReturnType<KeyDrawer['list']>[number]) =>
    kind === 'private' || kind === 'public'
      ? html`<span class="note">the Ecommerce API</span>`
      : html`${[...new Set([...permissions, ...held])].map((each) => toggle(token, each, held.includes(each)))}`
  const known = (token: string) => {
    const key = keys.list().find((one) => one.token === token)
    if (key === undefined) throw new Error('no such token was given out')
    return key
  }
  const given = (fields: URLSearchParams, name: string) => fields.get(name)?.trim() ?? ''
  return {
    view: () => html`<h2>Tokens</h2>
<p class="note">Press a permission to take it away, and once more to give it back.</p>
<div class="wide"><table><thead><tr><th>Token</th><th>May</th><th></th></tr></thead>
<tbody>${keys.list().map(
      (key) => html`<tr><td><code>${key.token}</code><br><span class="note">${key.kind}, ${key.merchantId}</span></td>
<td>${may(key)}</td>
<td>${key.revoked ? 'revoked' : form('revoke', { token: key.token }, html`<button>Revoke</button>`)}</td></tr>`,
    )}</tbody></table></div>`,
    actions: {
      revoke: (fields) => keys.revoke(given(fields, 'token')),
      'remove-permission': (fields) => {
        const { token, permissions: held } = known(given(fields, 'token'))
        keys.permit(
          token,
          held.filter((permission) => permission !== given(fields, 'permission')),
        )
      },
      'add-permission': (fields) => {
        const { token, permissions: held } = known(given(fields, 'token'))
        keys.permit(
          token,
          [...held, given(fields, 'permission')].filter((permission) => permission !== ''),
        )
      },
    },
  }
}
