import type { HeaderList } from '@signalbox/core'

/** How chunks are strung together; each stream has its own. */
export interface StreamGrammar {
  readonly headers: HeaderList
  readonly keepAlive: string
  element(json: string): string
  close(): string
}

/** Server-sent events with CRLF: no event lines, no end marker, comments in blocks of their own. */
export function eventGrammar(): StreamGrammar {
  return {
    headers: ['content-type', 'text/event-stream', 'cache-control', 'no-cache'],
    keepAlive: ': keep-alive\r\n\r\n',
    element: (json) => `data: ${json}\r\n\r\n`,
    close: () => '',
  }
}

/** One JSON array whose elements arrive over time; white space keeps it alive. */
export function arrayGrammar(): StreamGrammar {
  let first = true
  return {
    headers: ['content-type', 'application/json; charset=UTF-8'],
    keepAlive: '\n',
    element(json) {
      const before = first ? '[' : ',\r\n'
      first = false
      return before + json
    },
    close: () => (first ? '[]' : ']'),
  }
}
