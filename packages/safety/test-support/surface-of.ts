import type { LocalDetector, ScanOptions, Surface } from '../src/types.ts'

export function surfaceOf(text: string): Surface {
  return { path: '/text', role: 'user', trust: 'user', text, editable: true, kind: 'text' }
}

/** Each finding as `TYPE:the matched text`. */
export function read(
  detector: LocalDetector,
  text: string,
  options: ScanOptions = {},
): readonly string[] {
  return detector
    .scan(surfaceOf(text), options)
    .map(({ type, start, end }) => `${type}:${text.slice(start, end)}`)
}
