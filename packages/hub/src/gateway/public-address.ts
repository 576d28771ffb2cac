import { BlockList, isIP, isIPv4 } from 'node:net'

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
