/** A value a condition can meet; `null` is missing, a list stands for any of its entries. */
export type Value = string | number | boolean | null | readonly string[]

/** What conditions ask about a request. */
export interface ConditionFacts {
  readonly task: string | null
  readonly language: string | null
  readonly complexity: number | null
  readonly sentiment: number | null
  readonly code: boolean
  readonly tool_failed: boolean
  readonly user_retry: boolean
  readonly tokens: number
  readonly max_tokens: number | null
  readonly tools: boolean
  readonly images: boolean
  readonly audio: boolean
  readonly pdf: boolean
  readonly json_schema: boolean
  readonly reasoning: boolean
  readonly stream: boolean
  readonly kind: string
  readonly tenant: string | null
  readonly key: string | null
  readonly user: string | null
  readonly route: string | null
  readonly class: string | null
  readonly region: string | null
  readonly data_class: string | null
  /** Of the day, UTC. */
  readonly hour: number
  /** 0 is Sunday, UTC. */
  readonly weekday: number
  readonly tags: readonly string[]
  metadata(name: string): string | null
}

const names = [
  'task',
  'language',
  'complexity',
  'sentiment',
  'code',
  'tool_failed',
  'user_retry',
  'tokens',
  'max_tokens',
  'tools',
  'images',
  'audio',
  'pdf',
  'json_schema',
  'reasoning',
  'stream',
  'kind',
  'tenant',
  'key',
  'user',
  'route',
  'class',
  'region',
  'data_class',
  'hour',
  'weekday',
  'tags',
] as const satisfies readonly (keyof ConditionFacts)[]

type Name = (typeof names)[number]

const known: ReadonlySet<string> = new Set(names)

function isName(path: string): path is Name {
  return known.has(path)
}

/** How to read a path, or `undefined` if there is no such path. */
export function readerOf(path: string): ((facts: ConditionFacts) => Value) | undefined {
  if (path.startsWith('metadata.') && path.length > 'metadata.'.length) {
    const name = path.slice('metadata.'.length)
    return (facts) => facts.metadata(name)
  }
  return isName(path) ? (facts) => facts[path] : undefined
}

/** Every path a condition may name, for messages. */
export function knownPaths(): readonly string[] {
  return [...names, 'metadata.<name>']
}
