export { createRouter } from './router.ts'
export type { DecideOptions, RecentDecision, Router, SimulateOptions } from './router.ts'
export { loggedStateOf, loggedStateSchema } from './logged-state.ts'
export type { LoggedState, LoggedTarget } from './logged-state.ts'
export { routeRequestSchema } from './route-request-schema.ts'
export type { PolicyFile, PolicyReport, RouterOptions } from './router-options.ts'
export type { RouterMiddlewareOptions } from './router-middleware.ts'
export { routeKinds, routeNeeds } from './route-request.ts'
export type { Asked, Need, RouteKind, RouteMeta, RouteRequest } from './route-request.ts'
export type { LearnedModel } from './learned-quality.ts'
export type { RouterCapabilities, RouterCatalog, TargetPrice } from './router-catalog.ts'
export type { ModelConfig, TargetEntry } from './model-table.ts'
export type {
  Assignment,
  Decision,
  Estimate,
  Exclusion,
  FailedAttempt,
  Flag,
  RankedCandidate,
  Terms,
} from './decision.ts'
export { explainDecision } from './explain.ts'
export type { Explanation } from './explain.ts'
export { routeRequestOf } from './route-context.ts'
export type { Feedback, RouteEvent, RouterEvent } from './route-event.ts'
export type { Reason } from './reasons.ts'
export { policySchema } from './policy/policy-schema.ts'
export type {
  Policy,
  PolicyArm,
  PolicyExperiment,
  PolicyPrior,
  RuleEffect,
} from './policy/policy.ts'
export { PolicyError } from './policy/policy-error.ts'
export type { PolicyIssue } from './policy/policy-error.ts'
export type { SignalTable } from './read-signals.ts'
export type { ExperimentSums } from './sharing/experiment-news.ts'
export type { ExperimentEvent, ExperimentStatus } from './experiments/experiment-status.ts'
export type { Difference } from './experiments/difference-sequence.ts'
export type { DriftEvent, DriftKind, DriftLevel } from './drift/drift-monitor.ts'
export type { RenamedModel } from './drift/model-names.ts'
