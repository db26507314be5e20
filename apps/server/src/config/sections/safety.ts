import type { Policy } from '@signalbox/safety'
import { z } from 'zod'

import { milliseconds, name, secretText, share, text } from './fields.ts'

/** Rules on what requests and answers hold. */
export interface SafetySection {
  /** A name under `policies`, or a preset; absent: `standard`. */
  readonly default?: string | undefined
  /** Ids of rules of the default policy that stand in every other one. */
  readonly locked?: readonly string[] | undefined
  readonly policies?: Readonly<Record<string, Policy>> | undefined
  /** What pseudonyms are derived from, for all replicas. */
  readonly key?: string | undefined
  /** The keys of `hash` and `encrypt`, by the name that rules give them. */
  readonly keys?: Readonly<Record<string, string>> | undefined
  /** Policies by `tenant/key`, by route and by model (patterns may end in `*`). */
  readonly byKey?: Readonly<Record<string, string>> | undefined
  readonly byRoute?: Readonly<Record<string, string>> | undefined
  readonly byModel?: Readonly<Record<string, string>> | undefined
  /** Word lists: `detect: terms/<name>`. */
  readonly terms?: Readonly<Record<string, readonly string[]>> | undefined
  /** RE2 patterns: `detect: regex/<name>`. */
  readonly regex?: Readonly<Record<string, RegexSection>> | undefined
  /** Bounds of texts: `detect: length/<name>`. */
  readonly length?: Readonly<Record<string, LengthSection>> | undefined
  readonly guards?: Readonly<Record<string, GuardSection>> | undefined
}

/** A pattern in RE2 syntax. */
export interface RegexSection {
  readonly pattern: string
  readonly ignoreCase?: boolean | undefined
  readonly type?: string | undefined
}

/** How long a text may be. */
export interface LengthSection {
  readonly maxChars?: number | undefined
  readonly minChars?: number | undefined
}

/** One remote guard, named in `detect`. */
export interface GuardSection {
  readonly type: 'moderation' | 'chat-classifier' | 'presidio' | 'webhook'
  readonly url: string
  readonly apiKey?: string | undefined
  readonly model?: string | undefined
  readonly template?: string | undefined
  readonly language?: string | undefined
  readonly entities?: readonly string[] | undefined
  readonly secret?: string | undefined
  readonly minimal?: boolean | undefined
  readonly concurrency?: number | undefined
  readonly queue?: number | undefined
}

const hosts = z.array(text)
const restore = z.strictObject({
  text: z.boolean().exactOptional(),
  toolArguments: z.enum(['never', 'allowlisted', 'always']).exactOptional(),
  tools: z.array(text).exactOptional(),
  urls: z.literal('never').exactOptional(),
})
const action = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('block') }),
  z.strictObject({ type: z.literal('redact') }),
  z.strictObject({ type: z.literal('mask'), keepLast: z.int().min(0).max(64).exactOptional() }),
  z.strictObject({ type: z.literal('flag') }),
  z.strictObject({ type: z.literal('defang'), allowHosts: hosts }),
  z.strictObject({ type: z.literal('pseudonymize'), restore: restore.exactOptional() }),
  z.strictObject({ type: z.literal('hash'), key: text }),
  z.strictObject({ type: z.literal('encrypt'), key: text }),
  z.strictObject({ type: z.literal('spotlight'), method: z.enum(['delimit', 'datamark']) }),
  z.strictObject({ type: z.literal('route'), require: z.array(name).min(1) }),
])
const roles = z.enum([
  'system',
  'developer',
  'user',
  'assistant',
  'tool',
  'tool_definition',
  'metadata',
])
const kinds = z.enum(['text', 'args', 'reasoning', 'refusal', 'name', 'key', 'meta'])
const when = z.strictObject({
  roles: z.array(roles).exactOptional(),
  trust: z.array(z.enum(['operator', 'user', 'external'])).exactOptional(),
  surfaces: z.array(kinds).exactOptional(),
  models: z.array(text).exactOptional(),
  tags: z.array(text).exactOptional(),
  tools: z.array(text).exactOptional(),
  tainted: z.boolean().exactOptional(),
})
const rule = z.strictObject({
  id: name,
  when: when.exactOptional(),
  detect: z.union([text, z.array(text).min(1)], { error: 'must be a detector or a list of them' }),
  types: z.array(text).min(1).exactOptional(),
  minScore: share.exactOptional(),
  profile: z.enum(['monitor', 'balanced', 'strict']).exactOptional(),
  action,
  onError: z.enum(['closed', 'open']).exactOptional(),
  timeoutMs: milliseconds.exactOptional(),
  owasp: z.array(text).exactOptional(),
})
const positive = z.int().min(1)
const limits = z.strictObject({
  maxBodyBytes: positive.exactOptional(),
  maxDepth: z.int().min(4).max(64).exactOptional(),
  maxLeaves: positive.exactOptional(),
  maxMessages: positive.exactOptional(),
  maxTools: positive.exactOptional(),
})
const stream = z.strictObject({
  maxHoldChars: z.int().min(16).max(64).exactOptional(),
  maxHoldMs: milliseconds.exactOptional(),
  gate: z.enum(['incremental', 'buffered']).exactOptional(),
})

/** One policy, in a configuration or in a file of its own. */
export const policySchema: z.ZodType<Policy> = z.strictObject({
  mode: z.enum(['enforce', 'shadow']).default('enforce'),
  extends: z.enum(['off', 'observe', 'standard', 'strict']).exactOptional(),
  input: z.array(rule).default([]),
  output: z.array(rule).default([]),
  pii: z
    .strictObject({
      regions: z.array(text).exactOptional(),
      countries: z.array(text).exactOptional(),
    })
    .exactOptional(),
  canary: z.boolean().exactOptional(),
  note: z.enum(['when-needed', 'always', 'off']).exactOptional(),
  attachments: z.enum(['allow', 'block', 'route']).exactOptional(),
  stream: stream.exactOptional(),
  limits: limits.exactOptional(),
})

const guard = z.strictObject({
  type: z.enum(['moderation', 'chat-classifier', 'presidio', 'webhook']),
  url: z.url({ protocol: /^https?$/ }),
  apiKey: secretText.optional(),
  model: text.optional(),
  template: text.optional(),
  language: text.optional(),
  entities: z.array(text).optional(),
  secret: secretText.optional(),
  minimal: z.boolean().optional(),
  concurrency: z.int().min(1).max(1024).optional(),
  queue: z.int().min(0).max(4096).optional(),
})

/** `safety:` */
export const safetySection: z.ZodType<SafetySection> = z.strictObject({
  default: text.optional(),
  locked: z.array(name).optional(),
  policies: z.record(name, policySchema).optional(),
  key: secretText.optional(),
  keys: z.record(name, secretText).optional(),
  byKey: z.record(text, text).optional(),
  byRoute: z.record(text, text).optional(),
  byModel: z.record(text, text).optional(),
  terms: z.record(name, z.array(text).min(1)).optional(),
  regex: z
    .record(
      name,
      z.strictObject({
        pattern: text,
        ignoreCase: z.boolean().optional(),
        type: text.optional(),
      }),
    )
    .optional(),
  length: z
    .record(name, z.strictObject({ maxChars: positive.optional(), minChars: positive.optional() }))
    .optional(),
  guards: z.record(name, guard).optional(),
})
