/** Room for finding the largest of many numbers, again and again. */
export interface LargestRoom {
  /** A heap of the largest seen, the least of them first. */
  readonly heap: Float32Array
  readonly places: Uint32Array
  readonly values: Float32Array
}

// One in so many numbers tells which are too small, most of the time.
const stride = 8

/** Makes room for up to `k` of `count` numbers. */
export function largestRoom(count: number, k: number): LargestRoom {
  return {
    heap: new Float32Array(k),
    places: new Uint32Array(count),
    values: new Float32Array(count),
  }
}

/**
 * Writes the places of the `into.length` largest numbers above 0, ascending, the first of equals;
 * answers how many there are.
 */
export function largestOf(numbers: Float32Array, room: LargestRoom, into: Uint32Array): number {
  const k = into.length
  const { heap, places, values } = room
  const sampled = Math.ceil((2 * k) / stride)
  const guess = numbers.length > 4 * k ? kthLargest(numbers, { step: stride, k: sampled, heap }) : 0
  let count = keepAbove(guess, numbers, room)
  // The sample was not like the whole.
  if (count < k && guess > 0) count = keepAbove(0, numbers, room)
  if (count <= k) {
    for (let i = 0; i < count; i++) into[i] = places[i] ?? 0
    return count
  }
  const least = kthLargest(values, { end: count, k, heap })
  let equals = k
  for (let i = 0; i < count; i++) if ((values[i] ?? 0) > least) equals--
  let size = 0
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0
    if (value > least || (value === least && equals-- > 0)) into[size++] = places[i] ?? 0
  }
  return size
}

function keepAbove(bar: number, numbers: Float32Array, { places, values }: LargestRoom): number {
  let count = 0
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] ?? 0
    if (value <= bar) continue
    places[count] = i
    values[count++] = value
  }
  return count
}

/** The `k`th largest number above 0; 0 where there are fewer. */
function kthLargest(
  numbers: Float32Array,
  {
    end = numbers.length,
    step = 1,
    k,
    heap,
  }: {
    readonly end?: number
    readonly step?: number
    readonly k: number
    readonly heap: Float32Array
  },
): number {
  let size = 0
  let bar = 0
  for (let i = 0; i < end; i += step) {
    const value = numbers[i] ?? 0
    if (value <= bar) continue
    if (size === k) {
      heap[0] = value
      sink(heap, k, 0)
    } else {
      heap[size++] = value
      if (size < k) continue
      for (let at = (k >> 1) - 1; at >= 0; at--) sink(heap, k, at)
    }
    bar = heap[0] ?? 0
  }
  // Not `bar`: what is answered is a number on the heap, at each change of it.
  return size < k ? 0 : (heap[0] ?? 0)
}

function sink(heap: Float32Array, size: number, from: number): void {
  let at = from
  const moved = heap[at] ?? 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= size) break
    if (child + 1 < size && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child++
    const smaller = heap[child] ?? 0
    if (smaller >= moved) break
    heap[at] = smaller
    at = child
  }
  heap[at] = moved
}
