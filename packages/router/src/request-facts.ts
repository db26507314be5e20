import type { ConditionFacts } from './expression/paths.ts'
import { TextSignals, type SignalIndex } from './read-signals.ts'
import type { RouteRequest } from './route-request.ts'

/** A request as conditions see it: metadata first; the text is read once, and only if asked for. */
export class RequestFacts implements ConditionFacts {
  readonly #request: RouteRequest
  readonly #signals: SignalIndex
  readonly #wall: number
  #read: TextSignals | undefined
  readonly route: string | null
  task: string | null

  constructor(request: RouteRequest, route: string, wall: number, signals: SignalIndex) {
    this.#request = request
    this.#signals = signals
    this.#wall = wall
    this.route = route
    this.task = request.meta?.task ?? request.hints?.task ?? null
  }

  get #text(): TextSignals | undefined {
    const { text } = this.#request
    if (text === undefined || text === '') return undefined
    this.#read ??= new TextSignals(text, this.#signals)
    return this.#read
  }

  get language(): string | null {
    const { meta, hints } = this.#request
    return meta?.language ?? hints?.language ?? this.#text?.language ?? null
  }
  get complexity(): number | null {
    return this.#request.meta?.complexity ?? this.#text?.complexity ?? null
  }
  get sentiment(): number | null {
    return this.#request.meta?.sentiment ?? this.#text?.sentiment ?? null
  }
  get code(): boolean {
    return this.#text?.code === true
  }
  get tool_failed(): boolean {
    return this.#request.meta?.toolFailed === true
  }
  get user_retry(): boolean {
    return this.#request.meta?.userRetry === true
  }
  get tokens(): number {
    return this.#request.inputTokens
  }
  get max_tokens(): number | null {
    return this.#request.maxTokens ?? null
  }
  get tools(): boolean {
    return this.#needs('tools')
  }
  get images(): boolean {
    return this.#needs('vision')
  }
  get audio(): boolean {
    return this.#needs('audio')
  }
  get pdf(): boolean {
    return this.#needs('pdf')
  }
  get json_schema(): boolean {
    return this.#needs('json_schema')
  }
  get reasoning(): boolean {
    return this.#needs('reasoning')
  }
  get stream(): boolean {
    return this.#request.stream === true
  }
  get kind(): string {
    return this.#request.kind
  }
  get tenant(): string | null {
    return this.#request.meta?.tenant ?? null
  }
  get key(): string | null {
    return this.#request.meta?.key ?? null
  }
  get user(): string | null {
    return this.#request.meta?.user ?? null
  }
  get class(): string | null {
    return this.#request.meta?.class ?? this.#request.hints?.priority ?? null
  }
  get region(): string | null {
    return this.#request.meta?.region ?? null
  }
  get data_class(): string | null {
    return this.#request.meta?.dataClass ?? this.#request.hints?.dataClass ?? null
  }
  get hour(): number {
    return Math.floor(this.#wall / 3_600_000) % 24
  }
  get weekday(): number {
    return (Math.floor(this.#wall / 86_400_000) + 4) % 7
  }
  get tags(): readonly string[] {
    return this.#request.meta?.tags ?? this.#request.hints?.tags ?? []
  }

  metadata(name: string): string | null {
    const values = this.#request.meta?.metadata
    return values !== undefined && Object.hasOwn(values, name) ? (values[name] ?? null) : null
  }

  #needs(need: NonNullable<RouteRequest['needs']>[number]): boolean {
    return this.#request.needs?.includes(need) === true
  }
}
