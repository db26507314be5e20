export type { CalendarUse } from './calendar-count.ts'
export { envSource } from './env-source.ts'
export type { Environment } from './env-source.ts'
export type { Kek } from './envelope.ts'
export type { HttpAnswer, HttpFetch, HttpInit } from './http-fetch.ts'
export { createKeyPool } from './key-pool.ts'
export type { CostOf, KeyHistory, ManagedKeyPool } from './key-pool.ts'
export type { KeyView } from './key-view.ts'
export type {
  KeyEvent,
  KeyLimits,
  KeyPoolOptions,
  KeyStateName,
  PoolEntry,
  PoolKey,
  RotationAsk,
} from './pool-options.ts'
export type { RetiredVersion } from './pooled-key.ts'
export { createRedactor } from './redactor.ts'
export type { Redactor } from './redactor.ts'
export { sealedSource } from './sealed-source.ts'
export type { SealedRecords, SealedSource, SealedSourceOptions } from './sealed-source.ts'
export { parseRef } from './secret-ref.ts'
export type { SecretRef } from './secret-ref.ts'
export { createSecretShelf } from './secret-shelf.ts'
export type { SecretShelf, SecretShelfOptions } from './secret-shelf.ts'
