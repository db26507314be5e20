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
