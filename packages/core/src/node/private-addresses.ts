import { BlockList, isIP } from 'node:net'

const v4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
]
// With the ways in which IPv6 carries an IPv4 address: compatible, 6to4, NAT64, Teredo.
const v6: readonly (readonly [string, number])[] = [
  ['::', 96],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const list = new BlockList()
for (const [net, bits] of v4) list.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of v6) list.addSubnet(net, bits, 'ipv6')

/** Whether an address is one of this machine, of a private network, or of nobody; IPv4 in IPv6 counts as IPv4. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const family = isIP(bare)
  return family === 0 ? true : list.check(bare, family === 4 ? 'ipv4' : 'ipv6')
}
