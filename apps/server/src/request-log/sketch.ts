/**
 * A histogram of durations with buckets that grow by 1.8 %, so that every quantile is within 1 %
 * of an observed value. Merging adds counts: the order never matters.
 */
export interface Sketch {
  readonly count: number
  add(ms: number): void
  /** Adds what another one encoded. */
  merge(encoded: Uint8Array): void
  /** The value below which a share of all lies; 0 when nothing was added. */
  quantile(share: number): number
  encode(): Uint8Array
}

const growth = 1.018
const logGrowth = Math.log(growth)
/** What is shorter counts as zero. */
const leastMs = 0.001
/** Up to some 30 hours. */
const maxIndex = Math.ceil(Math.log(1e8 / leastMs) / logGrowth)

/** An empty sketch. */
export function createSketch(): Sketch {
  const counts = new Float64Array(maxIndex + 2)
  let total = 0
  const put = (index: number, count: number) => {
    const at = Math.min(index, maxIndex + 1)
    counts[at] = (counts[at] ?? 0) + count
    total += count
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
      const next = () => {
        let value = 0
        let factor = 1
        for (;;) {
          const byte = encoded[at++] ?? 0
          value += (byte & 0x7f) * factor
          if (byte < 0x80) return value
          factor *= 128
        }
      }
      while (at < encoded.length) {
        index += next() + 1
        put(index, next())
      }
    },
    quantile(share) {
      if (total === 0) return 0
      let left = Math.max(1, Math.ceil(share * total))
      for (let index = 0; index < counts.length; index++) {
        left -= counts[index] ?? 0
        if (left <= 0) return valueOf(index)
      }
      return 0
    },
    encode: () => encode(counts),
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
function encode(counts: Float64Array): Uint8Array {
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
  for (const [index, count] of counts.entries()) {
    if (count === 0) continue
    push(index - last - 1)
    push(count)
    last = index
  }
  return Uint8Array.from(bytes)
}
