import type { Surface } from '@signalbox/safety'

/** A line of a phrase file as it reaches the scanner: typed by a user or returned by a tool. */
export function lineSurface(line: string, trust: 'user' | 'external'): Surface {
  return {
    path: '/text',
    role: trust === 'external' ? 'tool' : 'user',
    trust,
    text: line.replaceAll(String.raw`\n`, '\n'),
    editable: true,
    kind: 'text',
  }
}
