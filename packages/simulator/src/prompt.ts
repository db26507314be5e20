import type { JsonObject } from './json.ts'

export interface OfferedTool {
  readonly name: string
  /** JSON schema of the arguments. */
  readonly schema: unknown
  /** `custom` tools take free text. */
  readonly kind?: 'function' | 'custom'
}

/** What the provider-neutral part of the simulator needs to know of a request. */
export interface Prompt {
  /** Everything the model reads, as the answer depends on it. */
  readonly text: string
  readonly inputTokens: number
  readonly tools: readonly OfferedTool[]
  readonly choice: 'auto' | 'none' | 'required' | { readonly names: readonly string[] }
  readonly parallel: boolean
  /** Tool results in the last turn. */
  readonly toolResults: number
  /** The wished JSON: any object, or one that matches a schema. */
  readonly json: undefined | { readonly schema: unknown }
  readonly thinking: boolean
  readonly maxTokens: number | undefined
  readonly stops: readonly string[]
}

export const EMPTY_PROMPT: Prompt = {
  text: '',
  inputTokens: 0,
  tools: [],
  choice: 'auto',
  parallel: true,
  toolResults: 0,
  json: undefined,
  thinking: false,
  maxTokens: undefined,
  stops: [],
}

const MEDIA_TOKENS = 258

/** Every text a model reads in these values, and what it counts. */
export function readText(...values: readonly unknown[]): {
  readonly text: string
  readonly inputTokens: number
} {
  const texts: string[] = []
  let media = 0
  function visit(value: unknown, name: string): void {
    if (UNREAD_NAMES.has(name)) return
    if (typeof value === 'string') {
      if (MEDIA_NAMES.has(name) && value.length > 256) media++
      else texts.push(value)
    } else if (Array.isArray(value)) for (const item of value) visit(item, name)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value as JsonObject)) visit(item, key)
    }
  }
  for (const value of values) visit(value, '')
  const chars = texts.reduce((sum, text) => sum + text.length, 0)
  return {
    text: texts.join('\n'),
    inputTokens: Math.max(1, Math.ceil(chars / 4) + media * MEDIA_TOKENS),
  }
}

/** What frames a conversation without being read as text. */
const UNREAD_NAMES: ReadonlySet<string> = new Set([
  'role',
  'type',
  'id',
  'call_id',
  'tool_call_id',
  'tool_use_id',
  'toolUseId',
  'status',
])

const MEDIA_NAMES: ReadonlySet<string> = new Set([
  'data',
  'url',
  'image_url',
  'bytes',
  'file_data',
  'images',
  'signature',
  'encrypted_content',
  'thoughtSignature',
  'thought_signature',
])
