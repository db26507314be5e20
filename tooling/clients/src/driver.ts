/** One official client of one dialect, doing what its users do. Every method runs a whole case. */
export interface Driver {
  readonly name: string
  readonly wire: string
  /** One question, one answer. */
  plain(model: string): Promise<Answer>
  streamed(model: string): Promise<Answer & { readonly chunks: number }>
  /** Asks with tools until the model answers in text; the calls of each turn in order. */
  toolLoop(model: string, stream: boolean): Promise<Loop>
  /** The same with thinking switched on, its continuity handed back as the client does it. */
  reasoningLoop(model: string, stream: boolean): Promise<Loop & { readonly reasoned: boolean }>
  /** The parsed answer to a JSON schema. */
  schema(model: string): Promise<unknown>
  image(model: string): Promise<Answer>
  stop(model: string): Promise<Answer>
  /** The error a failing model gives; `status` as the client saw it. */
  failure(model: string, stream: boolean): Promise<Failure>
  /** Reads the first chunk of an endless stream, then leaves. */
  leave(model: string): Promise<void>
}

export interface Answer {
  readonly text: string
  readonly finish: string | undefined
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
}

export interface Loop {
  readonly calls: readonly (readonly { readonly name: string; readonly arguments: unknown }[])[]
  readonly text: string
}

export interface Failure {
  readonly status: number | undefined
  readonly message: string
}

/** The tools every driver offers. */
export const weather = {
  name: 'get_weather',
  description: 'The weather of a city.',
  parameters: {
    type: 'object',
    properties: {
      city: { type: 'string', description: 'A city.' },
      unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
    },
    required: ['city', 'unit'],
    additionalProperties: false,
  },
} as const

export const clock = {
  name: 'get_time',
  description: 'The time in a zone.',
  parameters: {
    type: 'object',
    properties: { zone: { type: 'string' }, hours24: { type: 'boolean' } },
    required: ['zone', 'hours24'],
    additionalProperties: false,
  },
} as const

/** What a tool of ours answers. */
export function runTool(name: string): string {
  return name === weather.name ? '{"celsius": 21}' : '{"time": "12:00"}'
}

/** The schema every driver asks for. */
export const personSchema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    age: { type: 'integer' },
    tags: { type: 'array', items: { type: 'string' } },
  },
  required: ['name', 'age', 'tags'],
  additionalProperties: false,
} as const

/** A red pixel. */
export const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

/** More turns than any case needs: a loop that does not end is a failure. */
export const maxTurns = 4
