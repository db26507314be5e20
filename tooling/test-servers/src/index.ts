export { findPostgres, startPostgres } from './postgres.ts'
export type { PostgresServer } from './postgres.ts'
export { findRedis, startRedis } from './redis.ts'
export type { RedisServer } from './redis.ts'
