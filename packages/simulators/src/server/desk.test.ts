import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CloverSimulator, startClover } from '../clover/start-clover.ts'
import { html } from './html.ts'

let clover: CloverSimulator
beforeEach(async () => {
  clover = await startClover({ customers: 1, orders: 0 })
})
afterEach(() => clover.stop())

const page = async () => {
  const reply = await fetch(`${clover.url}/_sim/desk`)
  return { reply, text: await reply.text() }
}
const submit = (action: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${clover.url}/_sim/desk/${action}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
    redirect: 'manual',
  })
const customers = async () => {
  const url = `${clover.url}/v3/merchants/${clover.merchantId}/customers`
  return (await fetch(url, { headers: { authorization: `Bearer ${clover.token}` } })).status
}

test('what is put into a template is escaped, and what a template made is not escaped twice', () => {
  const inner = html`<b>${`<script>"x" & 'y'</script>`}</b>`
  expect(html`<p title="${'"><img>'}">${[inner, inner]}${7}</p>`.markup).toBe(
    '<p title="&quot;&gt;&lt;img&gt;">' +
      '<b>&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/script&gt;</b>'.repeat(2) +
      '7</p>',
  )
})

test('the page shows the last requests, newest first, with their answers', async () => {
  await customers()
  await fetch(`${clover.url}/v3/nothing`)
  const { reply, text } = await page()
  expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(text.indexOf('GET /v3/nothing')).toBeLessThan(text.indexOf(`/v3/merchants/${clover.merchantId}/customers`))
  expect(text).toContain('<td class="bad">404</td>')
})

test('nothing that a request says becomes markup', async () => {
  // By a socket of its own: a well-behaved client would encode it.
  const { connect } = await import('node:net')
  const { port } = new URL(clover.url)
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write('GET /v3/<script>alert(1)</script>?a="><img> HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    })
    socket.resume().on('close', () => resolve())
  })
  const { reply, text } = await page()
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(text).not.toContain('<script')
  expect(text).not.toContain('<img')
  expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('a fault is added by the form, strikes, and is gone', async () => {
  const added = await submit('fault', {
    kind: 'status',
    match: 'GET /v3/',
    status: '503',
    times: '1',
    after: '',
    body: '',
  })
  expect([added.status, added.headers.get('location')]).toEqual([303, '/_sim/desk'])
  expect((await page()).text).toContain(
    '<code>GET /v3/</code>: an error status, and nothing is done (status 503, once)',
  )
  expect([await customers(), await customers()]).toEqual([503, 200])
})

test('faults are cleared, and nonsense is refused with a reason', async () => {
  await submit('fault', { kind: 'html' })
  await submit('mend', {})
  expect(await customers()).toBe(200)
  const wrong = await submit('fault', { kind: 'flood' })
  expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('kind is one of')])
  expect((await submit('fault', { kind: 'slow', delay: 'long' })).status).toBe(400)
  expect((await submit('dance', {})).status).toBe(404)
})

test('a permission is taken away and given back, and a token revoked', async () => {
  const { token } = clover
  await submit('remove-permission', { token, permission: 'CUSTOMERS_R' })
  expect(await customers()).toBe(401)
  expect((await page()).text).toContain('title="Give CUSTOMERS_R"')
  await submit('add-permission', { token, permission: 'CUSTOMERS_R' })
  expect(await customers()).toBe(200)
  await submit('revoke', { token })
  expect(await customers()).toBe(401)
  expect((await page()).text).toContain('<td>revoked</td>')
})

test('a form of another site breaks nothing', async () => {
  const { token } = clover
  const foreign = await submit('revoke', { token }, { origin: 'https://evil.example.com' })
  expect(foreign.status).toBe(403)
  expect(await customers()).toBe(200)
  expect((await submit('revoke', { token }, { origin: clover.url })).status).toBe(303)
})
