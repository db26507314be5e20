import type { Frame } from './call.ts'

/** One server-sent event; `tokens` mark content. */
export function sse(
  data: unknown,
  tokens: Omit<Frame, 'bytes'> = {},
  event?: string,
  end = '\n',
): Frame {
  const name = event === undefined ? '' : `event: ${event}${end}`
  const text = typeof data === 'string' ? data : JSON.stringify(data)
  return { bytes: `${name}data: ${text}${end}${end}`, ...tokens }
}

/** The token that one piece of text is. */
export const OUTPUT: Omit<Frame, 'bytes'> = { output: 1 }
export const REASONING: Omit<Frame, 'bytes'> = { reasoning: 1 }

export const EVENT_STREAM: { readonly [name: string]: string } = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
}
