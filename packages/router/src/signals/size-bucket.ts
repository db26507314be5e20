const limits = [1000, 4000, 16_000, 64_000, Infinity]

/** How many buckets there are for prompts that are not reasoned about; as many follow for those that are. */
export const sizes: number = limits.length

/** Prompts of one bucket are alike in how long their first token takes. */
export function sizeBucket(inputTokens: number, reasoning: boolean): number {
  let index = 0
  while (inputTokens >= (limits[index] ?? Infinity)) index++
  return Math.min(index, sizes - 1) + (reasoning ? sizes : 0)
}
