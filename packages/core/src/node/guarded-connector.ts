import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'

import { buildConnector } from 'undici'

import { GatewayError } from '../errors.ts'
import { isPrivateAddress } from './private-addresses.ts'

/** Where connections may go. */
export interface ConnectionGuard {
  /** Origins, as `https://host:port`, that may lead into private networks: what an operator wrote down, exactly. */
  readonly allowPrivate: (origin: string) => boolean
  /** Default the system's resolver. */
  readonly lookup?: LookupFunction | undefined
}

type Connector = ReturnType<typeof buildConnector>

/**
 * Opens sockets to public addresses only: the host in the URL, every address its name resolves to,
 * and the address of the socket itself are looked at before a byte is sent.
 */
export function guardedConnector(
  options: { readonly timeout: number; readonly noDelay: boolean },
  { allowPrivate, lookup = systemLookup }: ConnectionGuard,
): Connector {
  const open = buildConnector(options)
  const guarded = buildConnector({ ...options, lookup: publicLookup(lookup) })
  return (target, callback) => {
    const { hostname, protocol, port } = target
    if (allowPrivate(originOf(protocol, hostname, port))) {
      open(target, callback)
      return
    }
    const literal = hostname.replace(/^\[|\]$/g, '')
    // The resolver is never asked about a host that is an address already.
    if (isIP(literal) !== 0 && isPrivateAddress(literal)) {
      callback(refusal(hostname), null)
      return
    }
    guarded(target, (...result) => {
      const [error, socket] = result
      // undici gives no socket at all beside an error.
      if (error !== null || socket === null || !isPrivateAddress(socket.remoteAddress ?? '')) {
        callback(...result)
        return
      }
      socket.destroy()
      callback(refusal(hostname), null)
    })
  }
}

function originOf(protocol: string, hostname: string, port: string): string {
  try {
    return new URL(`${protocol}//${hostname}${port === '' ? '' : `:${port}`}`).origin
  } catch {
    return ''
  }
}

function publicLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options: LookupOptions, callback) => {
    lookup(hostname, options, (error, address: string | LookupAddress[], family) => {
      const found = typeof address === 'string' ? [{ address }] : (address ?? [])
      const refused = error === null && found.some((each) => isPrivateAddress(each.address))
      if (refused) callback(refusal(hostname), '', 0)
      else callback(error, address, family)
    })
  }
}

function refusal(host: string): GatewayError {
  return new GatewayError(
    'upstream_error',
    `"${host}" leads to a private address; name it as the baseUrl of a provider in the configuration to allow it.`,
    { origin: 'gateway', verdict: 'connect_failed', ran: 'no', scope: 'target' },
  )
}
