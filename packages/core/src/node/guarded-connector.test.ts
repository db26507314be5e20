import { createServer, type Server } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { GatewayError } from '../errors.ts'
import { send } from '../send.ts'
import { isPrivateAddress } from './private-addresses.ts'
import { undiciTransport } from './undici-transport.ts'

let server: Server
let port: number
let reached = 0

beforeAll(async () => {
  server = createServer((_request, response) => {
    reached++
    response.end('inside')
  })
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '::' }, resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const lookupTo =
  (...addresses: readonly string[]): LookupFunction =>
  (_hostname, options, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all === true) callback(null, found)
    else callback(null, found[0]?.address ?? '', found[0]?.family ?? 4)
  }

async function call(
  origin: string,
  { lookup, allowed = [] }: { lookup?: LookupFunction; allowed?: readonly string[] } = {},
): Promise<string> {
  const transport = undiciTransport({
    connectMs: 2000,
    guard: { allowPrivate: (each) => allowed.includes(each), lookup },
  })
  try {
    const request = { method: 'GET' as const, origin, path: '/', headers: [] }
    const { body } = await send(transport, request)
    return new TextDecoder().decode(body)
  } finally {
    await transport.close?.()
  }
}

/** Every way of writing an address of this machine or its network that URL parsers accept. */
const hosts = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '0',
  '0.0.0.0',
  '2130706433',
  '017700000001',
  '0x7f000001',
  '0x7f.1',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '127.0.0.1.',
  '①②⑦.⓪.⓪.①',
  '１２７.０.０.１',
  '127。0。0。1',
  '0x7F.0x00.0x00.0x01',
  '0000177.0.0.1',
  '127.0x0.0.1',
  '10.0.0.1',
  '10.255.255.255',
  '0xa000001',
  '100.64.0.1',
  '100.127.255.255',
  '169.254.169.254',
  '169.254.170.2',
  '0xa9fea9fe',
  '2852039166',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.168.0.1',
  '192.168.1.254',
  '3232235777',
  '198.18.0.1',
  '198.19.255.255',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::]',
  '[2001::1]',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[fe80::1]',
  '[febf::1]',
  '[fec0::1]',
  '[ff02::1]',
  'localhost',
  'LOCALHOST',
  'user@127.0.0.1',
]

describe('a guarded connection', () => {
  test.each(hosts)('to %s is refused before a byte is sent', async (host) => {
    const before = reached
    const failed = call(`http://${host}:${String(port)}`)
    await expect(failed).rejects.toThrow(/private address|Invalid URL/)
    expect(reached).toBe(before)
  })

  test.each([
    ['a private address', ['127.0.0.1']],
    ['the metadata service', ['169.254.169.254']],
    ['an IPv4 address in IPv6', ['::ffff:127.0.0.1']],
    ['a public and a private address', ['93.184.216.34', '127.0.0.1']],
  ])('to a name that resolves to %s is refused', async (_, addresses) => {
    const before = reached
    const failed = call(`http://rebound.example:${String(port)}`, {
      lookup: lookupTo(...addresses),
    })
    await expect(failed).rejects.toThrow('leads to a private address')
    expect(reached).toBe(before)
  })

  test('asks the resolver for each connection, so that a rebound name is refused too', async () => {
    let calls = 0
    const rebinding: LookupFunction = (hostname, options, callback) => {
      calls++
      lookupTo(calls === 1 ? '192.0.2.1' : '127.0.0.1')(hostname, options, callback)
    }
    const origin = `http://rebinding.example:${String(port)}`
    await expect(call(origin, { lookup: rebinding })).rejects.toThrow('could not be reached')
    await expect(call(origin, { lookup: rebinding })).rejects.toThrow('leads to a private address')
  })

  test('goes where the operator said, exactly there', async () => {
    const origin = `http://127.0.0.1:${String(port)}`
    expect(await call(origin, { allowed: [origin] })).toBe('inside')
    await expect(call(origin, { allowed: ['http://127.0.0.1:1'] })).rejects.toThrow(
      'name it as the baseUrl of a provider',
    )
  })

  test('says that the provider has not seen the request', async () => {
    const error: unknown = await call(`http://127.0.0.1:${String(port)}`).catch(
      (caught: unknown) => caught,
    )
    expect(GatewayError.is(error) && error.details).toMatchObject({
      ran: 'no',
      verdict: 'connect_failed',
    })
  })
})

test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
  '%s is public',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false)
  },
)
