import { lookup as lookUpName } from 'node:dns/promises'
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net'
import { Fault } from '@trefoil/sdk'

/** An address typed by a person, found to lead out of the operator's network. */
export interface PublicAddress {
  url: URL
  /** The one to connect to. The name is not asked again: the next answer may be another. */
  ip: string
  /** For `connect.lookup` of the client: whatever the name, it gives the checked address; host and SNI stay. */
  lookup: LookupFunction
}

export interface AddressRules {
  /** Plain http besides https. */
  allowHttp?: boolean
  ports?: number[]
  /** Host names and addresses that the operator lets people use, although they are private. */
  allowHosts?: string[]
  /** Every address of a name. */
  resolve?: (host: string) => Promise<string[]>
}

/**
 * Refuses what could make the hub a way into the network that it stands in. Each address of the name is judged, since
 * which of them a client takes is chance. The caller must connect through `lookup` and follow no redirect.
 */
export async function publicAddress(text: string, rules: AddressRules = {}): Promise<PublicAddress> {
  const url = parsed(text, rules)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const ips = isIP(host) === 0 ? await resolved(host, rules.resolve ?? allAddresses) : [host]
  const [ip] = ips
  if (ip === undefined) throw refused('its host has no address; check the name')
  const isLetIn = rules.allowHosts?.includes(host) === true
  if (!isLetIn && !ips.every(isGlobal)) {
    throw refused('its host is not on the public internet; use a public address, or let the operator allow this host')
  }
  return { url, ip, lookup: (_host, options, found) => answer(ip, options.all === true, found) }
}

/** Reachable from anywhere, and meant for one machine: by the registries of special addresses of IANA (read 2026-11). */
export function isGlobal(ip: string): boolean {
  const family = isIP(ip)
  if (family === 0 || ip.includes('%')) return false
  if (isIPv4(ip)) return !special.check(ip, 'ipv4')
  return unicast.check(ip, 'ipv6') && !special.check(ip, 'ipv6')
}

const special = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  special.addSubnet(net, bits, 'ipv4')
}
for (const [net, bits] of [
  ['2001::', 23], // Teredo, ORCHID and other protocols
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4 holds an IPv4 address, which may be private
  ['3fff::', 20],
] as const) {
  special.addSubnet(net, bits, 'ipv6')
}

// Loopback, mapped and translated IPv4, link-local, unique local and multicast all lie outside of it.
const unicast = new BlockList()
unicast.addSubnet('2000::', 3, 'ipv6')

const usualPorts = [443, 80, 8443]

function parsed(text: string, rules: AddressRules): URL {
  // Parsers drop or turn these round, each in its own way, so that two of them see two hosts.
  if (/[\s\\\p{Cc}]/u.test(text)) throw refused('it holds a space, a line break or a "\\"; write it without')
  if (!URL.canParse(text)) throw refused('it is no web address; write it like https://shop.example/hook')
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && rules.allowHttp === true)) {
    throw refused('it does not begin with https://')
  }
  if (url.username !== '' || url.password !== '' || text.split('/')[2]?.includes('@') === true) {
    throw refused('it holds a user name or password; leave them out')
  }
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  const ports = rules.ports ?? usualPorts
  if (!ports.includes(port)) throw refused(`its port is none of ${ports.join(', ')}`)
  return url
}

async function resolved(host: string, resolve: (host: string) => Promise<string[]>): Promise<string[]> {
  try {
    return await resolve(host)
  } catch (cause) {
    throw refused('the name of its host was not found; check the name', cause)
  }
}

async function allAddresses(host: string): Promise<string[]> {
  return (await lookUpName(host, { all: true })).map(({ address }) => address)
}

function answer(ip: string, all: boolean, found: Parameters<LookupFunction>[2]): void {
  if (all) found(null, [{ address: ip, family: isIP(ip) }])
  else found(null, ip, isIP(ip))
}

function refused(why: string, cause?: unknown): Fault {
  return new Fault('invalid', `The address cannot be used: ${why}`, { code: 'ADDRESS_REFUSED', cause })
}
