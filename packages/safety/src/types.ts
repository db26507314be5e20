import type { Views } from './unicode/views.ts'

export type Role =
  | 'system'
  | 'developer'
  | 'user'
  | 'assistant'
  | 'tool'
  | 'tool_definition'
  | 'metadata'

export type Trust = 'operator' | 'user' | 'external'

export type SurfaceKind = 'text' | 'args' | 'reasoning' | 'refusal' | 'name' | 'key' | 'meta'

/** One string of a request or response, with who said it and how far it is trusted. */
export interface Surface {
  /** JSON Pointer from the root of the body. */
  readonly path: string
  readonly role: Role
  readonly trust: Trust
  readonly text: string
  readonly editable: boolean
  readonly kind: SurfaceKind
}

/** A typed span of a surface; it never carries the matched text. */
export interface Finding {
  readonly detector: string
  readonly type: string
  readonly path: string
  /** UTF-16 offset in the original text. */
  readonly start: number
  /** UTF-16 offset in the original text, exclusive. */
  readonly end: number
  readonly score: number
  readonly rule: string
}

export type Profile = 'monitor' | 'balanced' | 'strict'

export interface ScanOptions {
  /** The views of exactly this surface's text, shared by all detectors; `createViews(text)` when absent. */
  readonly views?: Views
  /** Only these finding types; `'ALL'` stands for every type, the opt-in ones included. */
  readonly types?: readonly string[]
  readonly minScore?: number
  /** ISO 3166 regions in which bare phone numbers are tried. */
  readonly regions?: readonly string[]
  /** ISO 3166 countries whose id numbers are looked for; all when absent. */
  readonly countries?: readonly string[]
  readonly profile?: Profile
  /** What is wanted of a text that was scanned up to `from`, with the `trigger` bits of what follows. */
  readonly news?: { readonly from: number; readonly triggers: number }
  /** Also look into decoded views; only for whole texts, since a decoded span is not local. */
  readonly decoded?: boolean
  readonly signal?: AbortSignal
  /** Epoch milliseconds after which an answer is no longer wanted. */
  readonly deadline?: number
}

/** What must be in a text before a detector can find anything in it. */
export interface Prefilter {
  /** Any of these `trigger` bits of `Views.triggers`; a stream asks it of all its pending text. */
  readonly triggers: number
}

/**
 * How a detector works on a text that is still arriving.
 *
 * The window a stream scans is at most `left` released characters, then the pending ones; a finding
 * that starts among the released ones is ignored. With `h = holdFrom(window)`, each finding that
 * starts before `h` is final, whatever text follows, except an open one: it is longer than
 * `horizon`, touches the end of the window and ends where `swallow` says.
 */
export interface Streaming {
  /** How many characters before its start may decide about a finding; at most 128. */
  readonly left: number
  /** How many characters after its end may decide about a finding. */
  readonly right: 0 | 1
  /** A candidate longer than this is decided on this many characters, in whole texts too. */
  readonly horizon: number
  /** `horizon` counts characters of the plain view; else units of the text. */
  readonly counts?: 'plain'
  /**
   * The smallest index of `window` from which a finding could still appear, change or vanish when
   * text is added; `window.length` when none can. Never more than `horizon` back, plus the
   * separators and invisible characters inside.
   */
  readonly holdFrom: (window: string, options?: ScanOptions) => number
  /**
   * Follows one open finding of `rule`, of which `seen` is the text so far: called with each later
   * piece it answers how many leading characters still belong to the finding; fewer than the piece
   * has means it has ended. A detector without it has no open findings. Without `seen` the end mark of a key block that is split just there is
   * missed, and the block goes on to the first character that no key block has.
   */
  readonly swallow?: (rule: string, seen?: string) => (piece: string) => number
}

export interface Detector {
  readonly id: string
  readonly version: string
  readonly kind: 'local' | 'remote'
  /** Every type it can find. */
  readonly types: readonly string[]
  readonly prefilter?: Prefilter
  readonly scan: (surface: Surface, options: ScanOptions) => Finding[] | Promise<Finding[]>
  readonly streaming?: Streaming
}

/** A detector that answers at once, as all local ones do. */
export interface LocalDetector extends Detector {
  readonly kind: 'local'
  readonly scan: (surface: Surface, options: ScanOptions) => Finding[]
  /** Makes what the first texts like these would wait for, about a millisecond of work at each step. */
  readonly prepare?: (texts: readonly string[]) => Generator<void>
}

/** The name under which the configured key source keeps a key. */
export type SecretRef = string

export interface RestoreOptions {
  /** Default true. */
  readonly text?: boolean
  /** Default `allowlisted`. */
  readonly toolArguments?: 'never' | 'allowlisted' | 'always'
  readonly tools?: readonly string[]
  readonly urls?: 'never'
}

export type Action =
  | { readonly type: 'block' }
  | { readonly type: 'redact' }
  | { readonly type: 'mask'; readonly keepLast?: number }
  | { readonly type: 'flag' }
  | { readonly type: 'defang'; readonly allowHosts: readonly string[] }
  | { readonly type: 'pseudonymize'; readonly restore?: RestoreOptions }
  | { readonly type: 'hash' | 'encrypt'; readonly key: SecretRef }
  | { readonly type: 'spotlight'; readonly method: 'delimit' | 'datamark' }
  | { readonly type: 'route'; readonly require: readonly string[] }

export interface RuleScope {
  readonly roles?: readonly Role[]
  readonly trust?: readonly Trust[]
  readonly surfaces?: readonly SurfaceKind[]
  readonly models?: readonly string[]
  readonly tags?: readonly string[]
  readonly tools?: readonly string[]
  /** Only once text of trust `external` is in the context. */
  readonly tainted?: boolean
}

export interface Rule {
  readonly id: string
  readonly when?: RuleScope
  /** Detector ids, or `always`. */
  readonly detect: string | readonly string[]
  readonly types?: readonly string[]
  readonly minScore?: number
  readonly profile?: Profile
  readonly action: Action
  readonly onError?: 'closed' | 'open'
  readonly timeoutMs?: number
  readonly owasp?: readonly string[]
}

export type Preset = 'off' | 'observe' | 'standard' | 'strict'

export interface Limits {
  readonly maxBodyBytes?: number
  readonly maxDepth?: number
  readonly maxLeaves?: number
  readonly maxMessages?: number
  readonly maxTools?: number
}

export interface StreamPolicy {
  /** Default 64. */
  readonly maxHoldChars?: number
  /** A text that waits for more is shown to remote guards after so long; default 2000. */
  readonly maxHoldMs?: number
  /** Whether remote guards read windows of an answer, as is the default, or all of it first. */
  readonly gate?: 'incremental' | 'buffered'
}

export interface Policy {
  readonly mode: 'enforce' | 'shadow'
  readonly extends?: Preset
  readonly input: readonly Rule[]
  readonly output: readonly Rule[]
  readonly pii?: { readonly regions?: readonly string[]; readonly countries?: readonly string[] }
  readonly canary?: boolean
  /** Whether a system line asks the model to keep tokens; default `when-needed`. */
  readonly note?: 'when-needed' | 'always' | 'off'
  readonly attachments?: 'allow' | 'block' | 'route'
  readonly stream?: StreamPolicy
  readonly limits?: Limits
}

export interface Verdict {
  /** The strongest action due. */
  readonly action: Action['type'] | 'none'
  readonly findings: readonly Finding[]
  readonly scores: Readonly<Record<string, number>>
  readonly require: readonly string[]
  readonly ruleId?: string
  readonly policyId: string
  readonly policyVersion: string
}
