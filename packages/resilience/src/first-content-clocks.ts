import {
  LatencySketch,
  requestSize,
  sizeOf,
  systemClock,
  type Clock,
  type Clocks,
  type Context,
  type GatewayRequest,
  type RequestSize,
  type Target,
} from '@signalbox/core'

/** How long a target may think before it says something, learnt from how long it does. */
export interface FirstContentClocks {
  /** The longest wait in ms for a first content, or for a whole answer. */
  allow(request: GatewayRequest, target: Target, size?: RequestSize): number
  /** A first content came after so many ms; what never came teaches nothing, or outages would lengthen the clock. */
  observe(request: GatewayRequest, target: Target, ms: number, size?: RequestSize): void
  /** How long the slowest twentieth of all streams takes; 0 before there were enough. */
  p95(): number
  /** For `upstream({ clocks })`. */
  readonly clocks: (context: Context) => Clocks
}

/** The operator's own limits; what is left out is learnt or has the documented default. */
export type ClockOptions = Partial<Clocks>

const maxCells = 1000
const memoryMs = 600_000
const enough = 200

/** Clocks per target, input size and thinking; the least used are forgotten beyond 1,000. */
export function createFirstContentClocks(
  options: ClockOptions = {},
  clock: Clock = systemClock,
): FirstContentClocks {
  const { connectMs = 3000, firstTokenMs = Infinity, totalMs = 600_000 } = options
  const cells = new Map<string, LatencySketch>()
  const all = new LatencySketch(memoryMs, clock.now())

  function cellOf(request: GatewayRequest, target: Target, size: RequestSize): LatencySketch {
    const key = `${target.id} ${bucketOf(request, target, size)}`
    const known = cells.get(key)
    if (known !== undefined) return known
    const [oldest] = cells.size < maxCells ? [] : cells.keys()
    if (oldest !== undefined) cells.delete(oldest)
    const fresh = new LatencySketch(memoryMs, clock.now())
    cells.set(key, fresh)
    return fresh
  }

  function allow(
    request: GatewayRequest,
    target: Target,
    size: RequestSize = requestSize(request),
  ): number {
    const cell = cellOf(request, target, size)
    const [floor, start] = boundsOf(request, target)
    const learnt =
      cell.size(clock.now()) < enough ? start : Math.max(floor, 4 * (cell.quantile(0.99) ?? 0))
    return Math.min(firstTokenMs, request.hints?.firstTokenTimeoutMs ?? Infinity, learnt, totalMs)
  }

  return {
    allow,
    observe(request, target, ms, size = requestSize(request)) {
      const now = clock.now()
      cellOf(request, target, size).add(ms, now)
      if (isStream(request)) all.add(ms, now)
    },
    p95: () => (all.size(clock.now()) < enough ? 0 : (all.quantile(0.95) ?? 0)),
    clocks(context) {
      const { request } = context
      const target = context.target ?? context.candidates[0]
      const thinks = target !== undefined && isThinking(request, target)
      return {
        connectMs,
        firstTokenMs:
          target === undefined
            ? Math.min(firstTokenMs, totalMs)
            : allow(request, target, sizeOf(context)),
        idleMs: options.idleMs ?? (thinks ? 180_000 : 60_000),
        totalMs,
      }
    },
  }
}

/** The least a learnt clock allows, and what holds until enough was seen. */
function boundsOf(request: GatewayRequest, target: Target): readonly [number, number] {
  const thinks = isThinking(request, target)
  if (isStream(request)) return thinks ? [60_000, 60_000] : [4000, 10_000]
  // A whole answer needs all its tokens first: at 20 per second until the target is known.
  const written = request.operation === 'chat' ? (request.maxOutputTokens ?? 4096) * 50 : 0
  return [30_000, Math.max(thinks ? 180_000 : 30_000, written)]
}

function bucketOf(
  request: GatewayRequest,
  target: Target,
  { tokensIn, tokensOut }: RequestSize,
): string {
  const thinks = isThinking(request, target) ? 'thinks ' : ''
  return isStream(request)
    ? `${thinks}in ${sizeClassOf(tokensIn)}`
    : `${thinks}out ${sizeClassOf(tokensOut)}`
}

function sizeClassOf(tokens: number): string {
  if (tokens <= 2000) return 'small'
  return tokens <= 20_000 ? 'medium' : 'large'
}

function isStream(request: GatewayRequest): boolean {
  return request.operation === 'chat' && request.stream
}

/** Thinking is slow on purpose: such requests have a clock of their own. */
function isThinking(request: GatewayRequest, target: Target): boolean {
  if (request.operation !== 'chat' || request.reasoning?.mode === 'off') return false
  if (request.reasoning !== undefined) return true
  const reasoning = target.capabilities?.reasoning
  return reasoning !== undefined && reasoning !== 'none'
}
