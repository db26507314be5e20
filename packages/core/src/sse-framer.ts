import type { Frame, Framer } from './adapter.ts'
import { maxEvent, tooLong } from './event-limit.ts'

const lf = 10

/** Cuts text into frames, whatever the borders of its pieces. */
export interface TextFramer {
  push(text: string): readonly Frame[]
  end(): readonly Frame[]
}

/** Server-sent events, whatever the chunk borders and line ends; a last event needs no blank line. */
export function sseFramer(): Framer {
  const decoder = new TextDecoder()
  const framer = sseTextFramer()
  return {
    push: (bytes) => framer.push(decoder.decode(bytes, { stream: true })),
    end: () => [...framer.push(decoder.decode()), ...framer.end()],
  }
}

/** `sseFramer` for text that is decoded already. */
export function sseTextFramer(): TextFramer {
  let frames: Frame[] = []
  let rest = ''
  let afterCr = false
  let event = ''
  let data: string | undefined

  function dispatch(): void {
    if (data !== undefined) frames.push(event === '' ? { data } : { event, data })
    event = ''
    data = undefined
  }

  function line(text: string): void {
    if (text === '') return dispatch()
    const colon = text.indexOf(':')
    const field = colon === -1 ? text : text.slice(0, colon)
    if (field !== 'data' && field !== 'event') return
    const skip = text[colon + 1] === ' ' ? 2 : 1
    const value = colon === -1 ? '' : text.slice(colon + skip)
    if (field === 'event') event = value
    else data = data === undefined ? value : `${data}\n${value}`
  }

  function feed(text: string): void {
    let from = afterCr && text.charCodeAt(0) === lf ? 1 : 0
    if (text !== '') afterCr = false
    let nextLf = text.indexOf('\n', from)
    let nextCr = text.indexOf('\r', from)
    while (nextLf !== -1 || nextCr !== -1) {
      const isCr = nextCr !== -1 && (nextLf === -1 || nextCr < nextLf)
      const to = isCr ? nextCr : nextLf
      line(rest + text.slice(from, to))
      rest = ''
      from = to + 1
      if (isCr && from === text.length) afterCr = true
      else if (isCr && nextLf === from) from++
      if (nextLf !== -1 && nextLf < from) nextLf = text.indexOf('\n', from)
      if (nextCr !== -1 && nextCr < from) nextCr = text.indexOf('\r', from)
    }
    rest += text.slice(from)
    if (rest.length + (data?.length ?? 0) > maxEvent) throw tooLong()
  }

  function taken(): readonly Frame[] {
    const done = frames
    frames = []
    return done
  }

  return {
    push(text) {
      feed(text)
      return taken()
    },
    end() {
      const unfinished = rest !== ''
      if (unfinished) line(rest)
      rest = ''
      // A line without its end is a cut stream, unless what it holds is plainly whole.
      if (!unfinished || (data !== undefined && isWhole(data))) dispatch()
      return taken()
    },
  }
}

function isWhole(data: string): boolean {
  if (/^\[\w+\]$/.test(data)) return true
  try {
    JSON.parse(data)
    return true
  } catch {
    return false
  }
}
