import type { Frame, Framer } from './adapter.ts'
import { maxEvent, tooLong } from './event-limit.ts'

/** One JSON text per line; a last line without its end counts when it is whole. */
export function ndjsonFramer(): Framer {
  const decoder = new TextDecoder()
  let rest = ''

  function feed(text: string): readonly Frame[] {
    const frames: Frame[] = []
    let from = 0
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      const data = (rest + text.slice(from, to)).trim()
      if (data !== '') frames.push({ data })
      rest = ''
      from = to + 1
    }
    rest += text.slice(from)
    if (rest.length > maxEvent) throw tooLong()
    return frames
  }

  return {
    push: (bytes) => feed(decoder.decode(bytes, { stream: true })),
    end() {
      const frames = feed(decoder.decode())
      const data = rest.trim()
      rest = ''
      return data !== '' && isJson(data) ? [...frames, { data }] : frames
    },
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
