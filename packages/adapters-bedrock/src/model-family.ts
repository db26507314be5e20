import type { Target } from '@signalbox/core'

/** What models of one maker have in common on this wire. */
export interface ModelFamily {
  /** How a model is asked to think; absent: it cannot be asked. */
  readonly thinking?: 'claude' | 'flat-effort' | 'nested-effort' | 'nova' | undefined
  /** Where the wish for the likeliest tokens goes. */
  readonly topK?: 'top-level' | 'nested' | undefined
  /** What may be marked for the prompt cache: `no-tools` neither tools nor their results. */
  readonly cache: 'all' | 'no-tools' | 'none'
  readonly prefill: boolean
  /** Whether a call can be forced: of a tool by its name, of any tool, or of none. */
  readonly toolChoice: 'named' | 'any' | 'none'
  /** Results of tools must be alone in their turn. */
  readonly resultsAlone: boolean
  /** Whether it takes temperature and topP: both, either, or none of them. */
  readonly sampling: 'both' | 'either' | 'none'
  /** A call can be forced although it thinks as much as it wants. */
  readonly forcesThinking: boolean
}

const plain: ModelFamily = {
  cache: 'none',
  prefill: false,
  toolChoice: 'none',
  resultsAlone: false,
  sampling: 'both',
  forcesThinking: false,
}

const claude: ModelFamily = {
  ...plain,
  thinking: 'claude',
  topK: 'top-level',
  cache: 'all',
  prefill: true,
  toolChoice: 'named',
  sampling: 'either',
}

const newClaude: ModelFamily = { ...claude, sampling: 'none', prefill: false }

const nova: ModelFamily = {
  ...plain,
  topK: 'nested',
  cache: 'no-tools',
  prefill: true,
  toolChoice: 'named',
}

/** By the maker that a model's id begins with; the first that fits. */
const families: readonly (readonly [RegExp, ModelFamily])[] = [
  [/^anthropic\.claude-(?:opus-4-8|[a-z]+-5)/, { ...newClaude, forcesThinking: true }],
  [/^anthropic\.claude-opus-4-7/, newClaude],
  [/^anthropic\./, claude],
  [/^amazon\.nova-2/, { ...nova, thinking: 'nova' }],
  [/^amazon\.nova/, nova],
  [/^(?:openai\.gpt-oss|moonshot)/, { ...plain, thinking: 'flat-effort' }],
  [/^openai\./, { ...plain, thinking: 'nested-effort' }],
  [/^mistral\./, { ...plain, toolChoice: 'any', resultsAlone: true }],
  [/^meta\./, { ...plain, resultsAlone: true }],
  [/^[a-z0-9]+\./, plain],
]

/** Ids that say nothing of the maker, such as an application's own inference profile. */
const unknown: ModelFamily = { ...claude, thinking: undefined }

/** What is known of a target's model; an own profile that can think is taken for a Claude. */
export function familyOf({ model, capabilities }: Target): ModelFamily {
  const id = bareModel(model)
  const found = families.find(([pattern]) => pattern.test(id))
  if (found !== undefined) return found[1]
  const kind = capabilities?.reasoning
  return kind === undefined || kind === 'none' ? unknown : claude
}

/** A model's id without the ARN and the geography of an inference profile around it. */
export function bareModel(model: string): string {
  const name = model.startsWith('arn:') ? model.slice(model.lastIndexOf('/') + 1) : model
  return name.replace(/^(?:us-gov|us|eu|apac|au|jp|ca|global)\./, '')
}

/** Models that answer in a schema only through a tool, by all that is published. */
const schemaByTool =
  /^(?:amazon|meta|cohere|ai21)\.|^mistral\.mi[sx]tral|^anthropic\.claude-(?:3|v|instant|(?:opus|sonnet)-4-(?:1-)?2025)/

/** Whether a model keeps to a schema by itself; a model that nobody knows is asked to. */
export function enforcesSchemas(model: string): boolean {
  return !schemaByTool.test(bareModel(model))
}
