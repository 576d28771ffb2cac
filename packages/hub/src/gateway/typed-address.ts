import { lookup as lookUpName } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { Fault } from '@trefoil/sdk'
import { isGlobal } from './public-address.ts'

/** What the operator lets people type. */
export interface AddressRules {
  /** Host names and addresses that may be private, speak plain http and have any port. */
  allowHosts?: readonly string[]
  /** Every address of a name. */
  resolve?: (host: string) => Promise<string[]>
}

/**
 * Refuses an address typed by a person that could make the hub a way into the network that it stands in. Where a name
 * leads is judged as it is connected to, by `publicLookup`: the next answer may be another. No redirect may be followed.
 */
export function assertTypedAddress(text: string, rules: AddressRules): void {
  // Parsers drop or turn these round, each in its own way, so that two of them see two hosts.
  if (/[\s\\\p{Cc}]/u.test(text)) throw refused('it holds a space, a line break or a "\\"; write it without')
  if (!URL.canParse(text)) throw refused('it is no web address; write it like https://shop.example/hook')
  const url = new URL(text)
  if (url.username !== '' || url.password !== '' || text.split('/')[2]?.includes('@') === true) {
    throw refused('it holds a user name or password; leave them out')
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isAllowed = rules.allowHosts?.includes(host) === true
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowed)) {
    throw refused('it does not begin with https://')
  }
  if (isAllowed) return
  if (!usualPorts.includes(url.port)) throw refused('its port is none of 443, 80, 8443; leave it out')
  if (isIP(host) !== 0 && !isGlobal(host)) throw refused(strayed)
}

/**
 * For `connect.lookup` of the client, which gets the very addresses that were judged. Each of them is, since which one a
 * client takes is chance. It is not asked about an address that is one already.
 */
export function publicLookup(rules: AddressRules): LookupFunction {
  const resolve = rules.resolve ?? allAddresses
  return (host, options, found) => {
    resolve(host).then(
      (ips) => {
        const [first] = ips
        if (first === undefined) return found(noAddress(host), '')
        if (rules.allowHosts?.includes(host) !== true && !ips.every(isGlobal)) return found(refused(strayed), '')
        if (options.all === true) found(null, ips.map(withFamily))
        else found(null, first, isIP(first))
      },
      (error) => found(error, ''),
    )
  }
}

// '' is the usual one of its protocol.
const usualPorts = ['', '443', '80', '8443']
const strayed =
  'its host is not on the public internet; use a public address, or let the operator name the host in TREFOIL_PRIVATE_HOSTS'

async function allAddresses(host: string): Promise<string[]> {
  return (await lookUpName(host, { all: true })).map(({ address }) => address)
}

const withFamily = (address: string) => ({ address, family: isIP(address) })

function noAddress(host: string): Error {
  return Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' })
}

function refused(why: string): Fault {
  return new Fault('credentials', `The address cannot be used: ${why}`, { code: 'ADDRESS_REFUSED' })
}
