import { header, type HeaderList } from '@signalbox/core'

/**
 * Whether a web page that is not of this machine may be behind a request: one that names the gateway
 * by a public name (DNS rebinding), or that says so itself. Asked only where no key is needed.
 */
export function isForeignPage(headers: HeaderList): boolean {
  const host = header(headers, 'host')
  if (host !== undefined && !isLocalName(nameOf(`http://${host}`))) return true
  const origin = header(headers, 'origin')
  if (origin === undefined) return false
  if (origin === 'null') return true
  return /^https?:/i.test(origin) && !isLocalName(nameOf(origin))
}

/** Names that nobody outside can point to an address of their choice; addresses name only themselves. */
function isLocalName(name: string | undefined): boolean {
  return (
    name !== undefined &&
    (!name.includes('.') ||
      /^[\d.]+$/.test(name) ||
      /\.(?:localhost|local|internal|test)$/.test(name))
  )
}

function nameOf(url: string): string | undefined {
  const parsed = URL.parse(url)
  // A host with a path, a user or white space is none.
  if (parsed === null || parsed.username !== '' || !/^\/?$/.test(parsed.pathname)) return undefined
  return parsed.hostname.toLowerCase().replace(/\.$/, '')
}
