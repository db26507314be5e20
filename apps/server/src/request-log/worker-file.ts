import type { ResourceLimits } from 'node:worker_threads'

/** A batch is small; without a bound a thread's heap grows as long as the machine lets it. */
export const resourceLimits: ResourceLimits = {
  maxOldGenerationSizeMb: 256,
  maxYoungGenerationSizeMb: 16,
}

/** A thread that starts on a busy machine has a right to more patience, in ms. */
export const startMs = 15_000

/** A worker beside this module, in whatever form this module runs. */
export function workerFile(name: string): URL {
  const isSource = import.meta.url.endsWith('.ts')
  return new URL(`./${name}.${isSource ? 'ts' : 'js'}`, import.meta.url)
}
