import { sseFramer, type Frame, type Framer } from '@signalbox/core'

/**
 * Server-sent events, or JSON where the provider answers with that all the same: one object (an
 * error) or an array whose elements arrive over time. Each element is a frame.
 */
export function streamFramer(): Framer {
  const held: Uint8Array[] = []
  let framer: Framer | undefined
  return {
    push(bytes) {
      if (framer !== undefined) return framer.push(bytes)
      held.push(bytes)
      const first = bytes.find((byte) => !blank.has(byte))
      if (first === undefined) return []
      const chosen = first === openObject || first === openArray ? jsonElements() : sseFramer()
      framer = chosen
      return held.splice(0).flatMap((chunk) => chosen.push(chunk))
    },
    end: () => framer?.end() ?? [],
  }
}

/** Whitespace, and the bytes of a byte order mark. */
const blank = new Set([9, 10, 13, 32, 0xef, 0xbb, 0xbf])
const openArray = 91

/** Cuts the top-level objects out of JSON text; one without its end is a cut stream. */
function jsonElements(): Framer {
  const decoder = new TextDecoder()
  let text = ''
  let at = 0
  let start = -1
  let depth = 0
  let inString = false
  let escaped = false

  function step(code: number): Frame | undefined {
    if (inString) {
      if (escaped) escaped = false
      else if (code === backslash) escaped = true
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === openObject) {
      if (depth === 0) start = at
      depth++
    } else if (code === closeObject) {
      depth--
      if (depth === 0) {
        const data = text.slice(start, at + 1)
        start = -1
        return { data }
      }
    }
    return undefined
  }

  return {
    push(bytes) {
      text += decoder.decode(bytes, { stream: true })
      const frames: Frame[] = []
      for (; at < text.length; at++) {
        const frame = step(text.charCodeAt(at))
        if (frame !== undefined) frames.push(frame)
      }
      const from = start === -1 ? at : start
      text = text.slice(from)
      at -= from
      if (start !== -1) start = 0
      return frames
    },
    end: () => [],
  }
}

const quote = 34
const backslash = 92
const openObject = 123
const closeObject = 125
