export { cache } from './cache.ts'
export type { CacheOptions } from './cache.ts'
export type { Pace } from './replay.ts'
