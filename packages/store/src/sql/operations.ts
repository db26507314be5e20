import { addAudit, purgeAudit, readAudit } from './audit-steps.ts'
import { takeTokens } from './bucket-steps.ts'
import { beat, countReplicas, defineBudgets, readBudgets } from './budget-steps.ts'
import { foldUsage } from './fold-steps.ts'
import { grant } from './grant-steps.ts'
import { addJob, claimJobs, completeJob, extendJob, failJob } from './job-steps.ts'
import { deleteValue, getValue, insertValue, purgeValues, setValue } from './kv-steps.ts'
import { changesAfter, loadSettings, writeSetting } from './settings-steps.ts'
import { closeOne, flush, sweep } from './settle-steps.ts'
import { holdSlots } from './slot-steps.ts'
import type { Steps } from './statement.ts'
import { unpricedUsage } from './unpriced-steps.ts'
import { sumUsage } from './usage-steps.ts'

/** Everything an SQL engine can be asked, by name: names travel to another thread, functions do not. */
export interface Operations {
  readonly getValue: typeof getValue
  readonly setValue: typeof setValue
  readonly insertValue: typeof insertValue
  readonly deleteValue: typeof deleteValue
  readonly purgeValues: typeof purgeValues
  readonly takeTokens: typeof takeTokens
  readonly holdSlots: typeof holdSlots
  readonly beat: typeof beat
  readonly countReplicas: typeof countReplicas
  readonly defineBudgets: typeof defineBudgets
  readonly readBudgets: typeof readBudgets
  readonly grant: typeof grant
  readonly flush: typeof flush
  readonly closeOne: typeof closeOne
  readonly sweep: typeof sweep
  readonly sumUsage: typeof sumUsage
  readonly foldUsage: typeof foldUsage
  readonly unpricedUsage: typeof unpricedUsage
  readonly loadSettings: typeof loadSettings
  readonly changesAfter: typeof changesAfter
  readonly writeSetting: typeof writeSetting
  readonly addJob: typeof addJob
  readonly claimJobs: typeof claimJobs
  readonly extendJob: typeof extendJob
  readonly completeJob: typeof completeJob
  readonly failJob: typeof failJob
  readonly addAudit: typeof addAudit
  readonly readAudit: typeof readAudit
  readonly purgeAudit: typeof purgeAudit
}

/** What does it. */
export const operations: Operations = {
  getValue,
  setValue,
  insertValue,
  deleteValue,
  purgeValues,
  takeTokens,
  holdSlots,
  beat,
  countReplicas,
  defineBudgets,
  readBudgets,
  grant,
  flush,
  closeOne,
  sweep,
  sumUsage,
  foldUsage,
  unpricedUsage,
  loadSettings,
  changesAfter,
  writeSetting,
  addJob,
  claimJobs,
  extendJob,
  completeJob,
  failJob,
  addAudit,
  readAudit,
  purgeAudit,
}

/** Operations that change nothing. */
export const reads: ReadonlySet<OperationName> = new Set([
  'getValue',
  'countReplicas',
  'readBudgets',
  'sumUsage',
  'unpricedUsage',
  'loadSettings',
  'changesAfter',
  'readAudit',
])

/** The name of an operation. */
export type OperationName = keyof Operations

/** What an operation is given. */
export type Given<Name extends OperationName> = Parameters<Operations[Name]>

/** What an operation answers. */
export type Answer<Name extends OperationName> =
  ReturnType<Operations[Name]> extends Steps<infer Value> ? Value : never

/** Runs operations: on another thread, or over the network. */
export type Execute = <Name extends OperationName>(
  name: Name,
  ...given: Given<Name>
) => Promise<Answer<Name>>
