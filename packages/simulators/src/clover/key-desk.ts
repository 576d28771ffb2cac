import type { DeskPart } from '../server/desk.ts'
import { html } from '../server/html.ts'
import type { KeyDrawer } from './keys/key-drawer.ts'

/** The part of the page where tokens lose permissions, or their lives. */
export function keyDesk(keys: KeyDrawer): DeskPart {
  const form = (action: string, fields: Record<string, string>, label: string) =>
    html`<form method="post" action="/_sim/desk/${action}">${Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    )}<button>${label}</button></form>`
  const known = (token: string) => {
    const key = keys.list().find((one) => one.token === token)
    if (key === undefined) throw new Error('no such token was given out')
    return key
  }
  const given = (fields: URLSearchParams, name: string) => fields.get(name)?.trim() ?? ''
  return {
    view: () => html`<h2>Tokens</h2>
<table><thead><tr><th>Token</th><th>Kind</th><th>Merchant</th><th>Permissions</th><th></th></tr></thead>
<tbody>${keys.list().map(
      ({ token, kind, merchantId, permissions, revoked }) => html`<tr><td><code>${token}</code></td><td>${kind}</td>
<td>${merchantId}</td>
<td>${permissions.map((permission) => form('remove-permission', { token, permission }, `Take ${permission} away`))}
<form method="post" action="/_sim/desk/add-permission"><input type="hidden" name="token" value="${token}">
<label>Permission <input name="permission"></label><button>Give it</button></form></td>
<td>${revoked ? 'revoked' : form('revoke', { token }, 'Revoke')}</td></tr>`,
    )}</tbody></table>`,
    actions: {
      revoke: (fields) => keys.revoke(given(fields, 'token')),
      'remove-permission': (fields) => {
        const { token, permissions } = known(given(fields, 'token'))
        keys.permit(
          token,
          permissions.filter((permission) => permission !== given(fields, 'permission')),
        )
      },
      'add-permission': (fields) => {
        const { token, permissions } = known(given(fields, 'token'))
        keys.permit(
          token,
          [...permissions, given(fields, 'permission')].filter((permission) => permission !== ''),
        )
      },
    },
  }
}
