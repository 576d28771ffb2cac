import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Agent, request } from 'undici'
import { expect, test } from 'vitest'
import { isGlobal, publicAddress } from './public-address.ts'

const names: Record<string, string[]> = {
  'shop.example': ['93.184.215.14', '2606:2800:21f:cb07::1'],
  localhost: ['127.0.0.1', '::1'],
  'private.example': ['10.0.0.7'],
  'both.example': ['93.184.215.14', '192.168.1.1'],
  'mapped.example': ['::ffff:10.0.0.1'],
  'nothing.example': [],
}
const resolve = async (host: string) => {
  const found = names[host.replace(/\.$/, '')]
  if (found === undefined) throw new Error('ENOTFOUND')
  return found
}
const rules = { resolve, allowHttp: true }

test.each([
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.0.170',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.7',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::808:808',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:0:7f00:1::',
  '2001:10::1',
  '2001:20::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:c0a8:101::1',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'febf::1',
  'fec0::1',
  'ff02::1',
  'ff0e::1',
  '',
  'localhost',
  '1.2.3',
])('%j is not a public address', (ip) => {
  expect(isGlobal(ip)).toBe(false)
})

test.each([
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.1',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.1',
  '192.167.255.255',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2001:4860:4860::8888',
  '2606:4700::1111',
  '2a00:1450::1',
  '2001:200::1',
])('%s is a public address', (ip) => {
  expect(isGlobal(ip)).toBe(true)
})

test.each([
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://0x7f000001',
  'https://0/',
  'https://127.0.0.1./',
  'https://１２７.0.0.1/',
  'https://127。0。0。1/',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[64:ff9b::7f00:1]',
  'https://[fe80::1%25eth0]/',
  'https://[2002:7f00:1::]/',
  'http://[::1]:80/',
  'https://localhost/',
  'https://localhost./',
  'https://LOCALHOST/',
  'https://private.example/',
  'https://both.example/',
  'https://mapped.example/',
  'https://nothing.example/',
  'https://unknown.example/',
  'https://user@shop.example/',
  'https://u:p@shop.example/',
  'https://@shop.example/',
  'https://shop.example\\@127.0.0.1/',
  'https:\\\\shop.example',
  'https://shop.example\t/',
  'https://shop.exa\nmple/',
  ' https://shop.example',
  'https://shop.example:22/',
  'https://shop.example:6379/',
  'https://shop.example:0/',
  'gopher://shop.example/',
  'file:///etc/passwd',
  'ftp://shop.example/',
  'data:text/plain,x',
  'javascript:alert(1)',
  'shop.example',
  '//shop.example/',
  '',
  'https://',
  'https:///x',
])('a person cannot have the hub call %j', async (text) => {
  await expect(publicAddress(text, rules)).rejects.toMatchObject({
    kind: 'invalid',
    details: { code: 'ADDRESS_REFUSED' },
  })
})

test('a public address passes, with the address that was checked', async () => {
  const { url, ip } = await publicAddress('https://shop.example:8443/hook?x=1', { resolve })
  expect([url.href, ip]).toEqual(['https://shop.example:8443/hook?x=1', '93.184.215.14'])
  expect((await publicAddress('https://[2606:4700::1111]/')).ip).toBe('2606:4700::1111')
})

test('plain http needs the operator’s word', async () => {
  await expect(publicAddress('http://shop.example/', { resolve })).rejects.toThrow('does not begin with https://')
  expect((await publicAddress('http://shop.example/', rules)).ip).toBe('93.184.215.14')
})

test('a private host passes only where the operator has named it', async () => {
  const allowHosts = ['private.example']
  expect((await publicAddress('https://private.example/', { resolve, allowHosts })).ip).toBe('10.0.0.7')
  await expect(publicAddress('https://localhost/', { resolve, allowHosts })).rejects.toThrow(
    'not on the public internet',
  )
})

test('a name that answers otherwise the second time is not asked a second time', async () => {
  const server = createServer((incoming, reply) => reply.end(incoming.headers.host))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // The port is a number: the server listens on TCP.
  const { port } = server.address() as AddressInfo
  let asked = 0
  const checked = await publicAddress(`http://rebinding.example:${port}/`, {
    allowHttp: true,
    ports: [port],
    allowHosts: ['rebinding.example'],
    resolve: async () => [++asked === 1 ? '127.0.0.1' : '127.0.0.99'],
  })
  const agent = new Agent({ connect: { lookup: checked.lookup } })
  const reply = await request(checked.url, { dispatcher: agent })
  expect(await reply.body.text()).toBe(`rebinding.example:${port}`)
  expect(asked).toBe(1)
  await agent.destroy()
  await new Promise((done) => server.close(done))
})
