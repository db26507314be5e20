export { failover } from './failover.ts'
export type { FailoverOptions } from './failover.ts'
