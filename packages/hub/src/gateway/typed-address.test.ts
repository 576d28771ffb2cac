import type { LookupFunction } from 'node:net'
import { Fault } from '@trefoil/sdk'
import { expect, test } from 'vitest'
import { type AddressRules, assertTypedAddress, publicLookup } from './typed-address.ts'

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

/** What the client connects to, as far as it comes. */
async function addressesOf(text: string, rules: AddressRules = { resolve }, all = true) {
  assertTypedAddress(text, rules)
  const host = new URL(text).hostname
  const found = Promise.withResolvers<Parameters<Parameters<LookupFunction>[2]>[1]>()
  publicLookup(rules)(host, { all }, (error, address) =>
    error === null ? found.resolve(address) : found.reject(error),
  )
  return found.promise
}

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
])('a person cannot have the hub call %j', async (text) => {
  await expect(addressesOf(text)).rejects.toMatchObject({
    kind: 'credentials',
    details: { code: 'ADDRESS_REFUSED' },
  })
})

test('a public name passes, and the client gets the addresses that were judged', async () => {
  expect(await addressesOf('https://shop.example:8443/hook?x=1')).toEqual([
    { address: '93.184.215.14', family: 4 },
    { address: '2606:2800:21f:cb07::1', family: 6 },
  ])
  expect(await addressesOf('https://shop.example/', { resolve }, false)).toBe('93.184.215.14')
  expect(() => assertTypedAddress('https://[2606:4700::1111]/', {})).not.toThrow()
})

test('plain http, a private address and an odd port pass only where the operator has named the host', async () => {
  const rules = { resolve, allowHosts: ['private.example', '127.0.0.1'] }
  expect(await addressesOf('http://private.example:8080/', rules, false)).toBe('10.0.0.7')
  expect(() => assertTypedAddress('http://127.0.0.1:3000/hook', rules)).not.toThrow()
  await expect(addressesOf('https://localhost/', rules)).rejects.toThrow('not on the public internet')
  expect(() => assertTypedAddress('http://shop.example/', rules)).toThrow('does not begin with https://')
})

test('a name without an address is not found, which may pass: nothing is wrong with how it is written', async () => {
  for (const host of ['nothing.example', 'unknown.example']) {
    const thrown = await addressesOf(`https://${host}/`).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(Error)
    expect(thrown).not.toBeInstanceOf(Fault)
  }
})
