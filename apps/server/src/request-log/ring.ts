/** Lines that wait to be written, up to a bound of both count and size. */
export interface Ring {
  /** False: there was no room, and the line is gone. */
  push(line: string): boolean
  /** Whether a line leaves half of the ring's size free, for those that matter more. */
  fits(line: string): boolean
  /** Takes the oldest lines, at most so many characters; they count until `done`. */
  take(maxChars: number): readonly string[]
  /** What was taken is written down, or given up. */
  done(): void
  readonly depth: number
  readonly dropped: number
}

/** What a ring may hold. */
export interface RingOptions {
  readonly maxLines?: number | undefined
  readonly maxChars?: number | undefined
}

/** A ring of 65,536 lines or 16 MB. */
export function createRing({ maxLines = 65_536, maxChars = 16_777_216 }: RingOptions = {}): Ring {
  let waiting: string[] = []
  let first = 0
  let chars = 0
  let taken = { lines: 0, chars: 0 }
  let dropped = 0
  const depth = () => waiting.length - first + taken.lines
  return {
    push(line) {
      if (depth() >= maxLines || chars + line.length > maxChars) {
        dropped++
        return false
      }
      waiting.push(line)
      chars += line.length
      return true
    },
    fits: (line) => depth() < maxLines && chars + line.length <= maxChars / 2,
    take(most) {
      const begin = first
      let size = 0
      while (first < waiting.length && (size === 0 || size < most)) {
        size += waiting[first]?.length ?? 0
        first++
      }
      const lines = waiting.slice(begin, first)
      if (first === waiting.length) {
        waiting = []
        first = 0
      }
      taken = { lines: taken.lines + lines.length, chars: taken.chars + size }
      return lines
    },
    done() {
      chars -= taken.chars
      taken = { lines: 0, chars: 0 }
    },
    get depth() {
      return depth()
    },
    get dropped() {
      return dropped
    },
  }
}
