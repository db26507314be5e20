export { simulateLoad } from './simulate-load.ts'
export type { SimEnvironment, SimSubject } from './simulate-load.ts'
export type { FaultReport, Figures, Quantiles, Report } from './report.ts'
export type { Trip } from './ledger.ts'
export type { Fault, Phase, Scenario, SimTarget } from './scenario.ts'
export {
  allFailing,
  backgroundPile,
  calmHour,
  fourTargets,
  mixedFaults,
  oneOfThree,
  threeTargets,
} from './scenarios.ts'
export { arrivalGapMs, lognormal, seededRandom } from './seeded-random.ts'
export type { Random } from './seeded-random.ts'
export { VirtualTime } from './virtual-time.ts'
export { installVirtualTimers } from './virtual-timers.ts'
