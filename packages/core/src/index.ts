export type {
  Adapter,
  ChatCodec,
  Codec,
  Encoded,
  Frame,
  Framer,
  StreamDecoder,
  StreamRelay,
} from './adapter.ts'
export type { RateLimit } from './rate-limit.ts'
export type { Seen } from './seen.ts'
export { codecFor } from './adapter.ts'
export type {
  ContinuityToken,
  MediaPart,
  MediaSource,
  Message,
  OpaquePart,
  Part,
  PartBase,
  PartSeed,
  ReasoningPart,
  ReferencePart,
  RefusalPart,
  ServerToolPart,
  TextPart,
  TokenIssuer,
  ToolCallPart,
  ToolResultPart,
} from './content.ts'
export type {
  AttemptFact,
  CallFact,
  Context,
  ContextPatch,
  DeferredTask,
  Facts,
  InboundFact,
  RawBody,
  Reply,
  Variables,
} from './context.ts'
export type { Outcome } from './outcome.ts'
export type { ChatDialect, Dialect, Leaf, LeafPath, StreamEncoder, Surface } from './dialect.ts'
export { GatewayError } from './errors.ts'
export type { ErrorDetails, ErrorKind, Ran, Verdict } from './errors.ts'
export { header, splitBaseUrl } from './http.ts'
export type { HeaderList, Inbound, Outbound, WireRequest, WireResponse } from './http.ts'
export { isJsonObject } from './json.ts'
export type { Extensions, JsonObject, JsonValue } from './json.ts'
export type {
  Bus,
  CircuitState,
  ClaimStore,
  Clock,
  Clocks,
  Credential,
  HealthView,
  KeyPool,
  KvStore,
  LeaseStore,
  Log,
  Logger,
  Observation,
  Sink,
  SlotAnswer,
  SlotAsk,
  SlotStore,
  Store,
  Transport,
  TransportControl,
  TransportHandler,
} from './ports.ts'
export type {
  ChatRequest,
  CountTokensRequest,
  EmbedRequest,
  GatewayRequest,
  Hints,
  MaxPrice,
  MediaRequest,
  ModerateRequest,
  Operation,
  OutputFormat,
  ReasoningOptions,
  RequestBase,
  RerankRequest,
  Source,
  Tool,
  ToolChoice,
} from './request.ts'
export type {
  Candidate,
  Completion,
  Finish,
  FinishReason,
  Result,
  StreamEvent,
  Usage,
} from './response.ts'
export { Secret } from './secret.ts'
export type { Caller, Capabilities, Cost, Target, Warning } from './target.ts'
export { acceptsToken } from './accepts-token.ts'
export { systemClock } from './clock.ts'
export { compose } from './compose.ts'
export type { Middleware, Next, Stage } from './compose.ts'
export { createContext } from './create-context.ts'
export type { ContextInit } from './create-context.ts'
export { eventStream } from './stream-of.ts'
export type { Ending, EventReceiver, EventStage, EventStream, StreamPipe } from './event-stream.ts'
export { sourceOf, takeHints } from './hints.ts'
export type { TakenHints } from './hints.ts'
export { relayBody, stringify } from './relay-body.ts'
export type { CostPlace, UsdOf } from './cost-edit.ts'
export { sseRelay } from './sse-relay.ts'
export type { SseRelayOptions } from './sse-relay.ts'
export { collect, createCollector } from './collect.ts'
export type { Collector } from './collect.ts'
export { parseJson, parseJsonObject } from './exact-json.ts'
export { explode } from './explode.ts'
export { jsonBody } from './json-body.ts'
export { ndjsonFramer } from './ndjson-framer.ts'
export { parseDuration } from './parse-duration.ts'
export { sseFramer } from './sse-framer.ts'
export { eventStreamFramer } from './aws-event-stream.ts'
export { Gcra } from './gcra.ts'
export type { GcraRate } from './gcra.ts'
export { latencyBin, latencyBins, LatencySketch } from './latency-sketch.ts'
export { hmacSha256, sha256 } from './hmac.ts'
export { memoryStore } from './memory-store.ts'
export type { MemoryStoreOptions } from './memory-store.ts'
export { exchange } from './exchange.ts'
export type { Exchange, ExchangeOptions, Refusal } from './exchange.ts'
export { nestsDeeper } from './nests-deeper.ts'
export { newRequestId } from './request-id.ts'
export { completionTokens, requestSize, sizeOf, tokensOfText } from './request-size.ts'
export type { RequestSize } from './request-size.ts'
export { busyMs } from './server-timing.ts'
export { openToken, sealToken } from './token-envelope.ts'
export { totalCost } from './total-cost.ts'
export { usdText } from './usd-text.ts'
export { createCustody } from './custody.ts'
export type { Custody } from './custody.ts'
export type { CustodyOptions, CustodyScope } from './custody-scope.ts'
export { partitionOf } from './partition.ts'
export { attempt, pipeline } from './pipeline.ts'
export type { Pipeline } from './pipeline.ts'
export { send } from './send.ts'
export type { SendOptions } from './send.ts'
export { withCost } from './with-cost.ts'
export { upstream } from './upstream.ts'
export type { UpstreamOptions } from './upstream-options.ts'
export type {
  BudgetRow,
  BudgetState,
  BudgetUnit,
  Charge,
  LedgerStore,
  UsageKind,
  UsageGroup,
  UsageQuery,
  UsageRow,
  UsageSum,
} from './ledger-ports.ts'
export type {
  AuditQuery,
  AuditRow,
  AuditStore,
  Job,
  JobStore,
  SecretSource,
  SecretVersion,
  SnapshotChange,
  SnapshotStore,
} from './state-ports.ts'
