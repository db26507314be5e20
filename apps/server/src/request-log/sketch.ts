/**
 * A histogram of durations with buckets that grow by 1.8 %, so that every quantile is within 1 %
 * of an observed value. Merging adds counts: the order never matters.
 */
export interface Sketch {
  readonly count: number
  add(ms: number): void
  /** Adds what another one encoded. */
  merge(encoded: Uint8Array): void
  /** Adds another one. */
  absorb(other: Sketch): void
  /** Tells every bucket that holds something, by its number. */
  each(tell: (index: number, count: number) => void): void
  /** The value below which a share of all lies; 0 when nothing was added. */
  quantile(share: number): number
  encode(): Uint8Array
}

const growth = 1.018
const logGrowth = Math.log(growth)
/** What is shorter counts as zero. */
const leastMs = 0.001
/** Up to some 30 hours. */
const maxIndex = Math.ceil(Math.log(1e8 / leastMs) / logGrowth) + 1
/** Empty buckets kept on either side, so that the next value seldom moves the counts. */
const margin = 32

/** An empty sketch. */
export function createSketch(): Sketch {
  /** The counts of the buckets from `low` on; durations of one place lie close together. */
  let counts = new Float64Array(0)
  let low = 0
  let total = 0

  function put(wanted: number, count: number): void {
    const index = Math.min(wanted, maxIndex)
    if (index < low || index >= low + counts.length) widen(index)
    counts[index - low] = (counts[index - low] ?? 0) + count
    total += count
  }

  function widen(index: number): void {
    const isFirst = counts.length === 0
    const from = Math.max(0, isFirst || index < low ? index - margin : low)
    const end = isFirst ? from : low + counts.length
    // Twice as many each time: a dense one is seldom moved.
    const to = index < end ? end : index + 1 + Math.max(margin, counts.length)
    const wider = new Float64Array(to - from)
    wider.set(counts, isFirst ? 0 : low - from)
    counts = wider
    low = from
  }

  return {
    get count() {
      return total
    },
    add(ms) {
      put(indexOf(ms), 1)
    },
    merge(encoded) {
      let at = 0
      let index = -1
      while (at < encoded.length) {
        // Nearly every number is below 128: a byte of its own.
        let gap = encoded[at++] ?? 0
        if (gap >= 0x80) [gap, at] = longVarint(encoded, at - 1)
        let count = encoded[at++] ?? 0
        if (count >= 0x80) [count, at] = longVarint(encoded, at - 1)
        index += gap + 1
        put(index, count)
      }
    },
    absorb(other) {
      other.each(put)
    },
    each(tell) {
      for (let at = 0; at < counts.length; at++) {
        const count = counts[at] ?? 0
        if (count > 0) tell(low + at, count)
      }
    },
    quantile(share) {
      if (total === 0) return 0
      let left = Math.max(1, Math.ceil(share * total))
      for (let at = 0; at < counts.length; at++) {
        left -= counts[at] ?? 0
        if (left <= 0) return valueOf(low + at)
      }
      return 0
    },
    encode: () => encode(counts, low),
  }
}

/** The number that begins there, and where the next one does. */
function longVarint(bytes: Uint8Array, start: number): [value: number, next: number] {
  let at = start
  let value = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at++] ?? 0
    value += (byte & 0x7f) * factor
    if (byte < 0x80) return [value, at]
  }
}

function indexOf(ms: number): number {
  if (!(ms > leastMs)) return 0
  return 1 + Math.ceil(Math.log(ms / leastMs) / logGrowth)
}

/** The middle of a bucket, as far in relation from both its ends. */
function valueOf(index: number): number {
  if (index === 0) return 0
  const upper = leastMs * growth ** (index - 1)
  return (2 * upper) / (1 + growth)
}

/** Pairs of varints: empty buckets skipped, count. */
function encode(counts: Float64Array, low: number): Uint8Array {
  const bytes: number[] = []
  const push = (value: number) => {
    let rest = value
    while (rest >= 128) {
      bytes.push((rest % 128) | 0x80)
      rest = Math.floor(rest / 128)
    }
    bytes.push(rest)
  }
  let last = -1
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] ?? 0
    if (count === 0) continue
    push(low + at - last - 1)
    push(count)
    last = low + at
  }
  return Uint8Array.from(bytes)
}
