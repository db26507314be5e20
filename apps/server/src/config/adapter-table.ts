/** What the configuration must know about an adapter. The first of `models` is its default. */
export interface AdapterRow {
  /** Whose dialect it is at home in; absent: it only speaks `secondFamily`'s. */
  readonly family?: 'openai' | 'anthropic' | 'google' | 'bedrock' | 'cohere' | undefined
  /** The wires that `api` chooses between. */
  readonly wires?: { readonly chat: string; readonly responses: string } | undefined
  /** What its own address lacks of the surface that is used here. */
  readonly addedPath?: string | undefined
  /** `versioned` base URLs end in /v1 or the like, `origin` ones must not. */
  readonly baseUrl: 'versioned' | 'origin' | 'any'
  /** The vendor has no public address, so the operator must give one. */
  readonly needsBaseUrl?: true | undefined
  readonly keyless?: true | undefined
  /** Fields of a provider that not every adapter has. */
  readonly options?: readonly AdapterOption[] | undefined
  /** Its model ids may hold slashes, so `maker/model` may be one of them. */
  readonly slashIds?: true | undefined
  /** Environment variables that hold its key, and the provider name used without a file. */
  readonly environment?: readonly string[] | undefined
  /** The reference of the key that is looked for where none is given. */
  readonly foundKey?: 'aws:chain' | undefined
  /** Where its region stands without a file, and which one it is otherwise. */
  readonly regionFrom?: { readonly variables: readonly string[]; readonly otherwise: string }
  readonly models: readonly string[]
}

/** The fields of a provider that only some adapters have. */
export const adapterOptions = ['api', 'project', 'region', 'resource', 'apiVersion'] as const

/** One of them. */
export type AdapterOption = (typeof adapterOptions)[number]

/** The adapters of this version, in the order in which providers from the environment are listed. */
export const adapterNames = [
  'openai',
  'anthropic',
  'google',
  'vertex',
  'azure',
  'bedrock',
  'cohere',
  'mistral',
  'deepseek',
  'qwen',
  'openrouter',
  'tokenmix',
  'groq',
  'xai',
  'together',
  'fireworks',
  'litellm',
  'portkey',
  'vllm',
  'ollama',
  'cerebras',
  'perplexity',
  'huggingface',
  'cloudflare',
  'openai-compatible',
] as const

/** The dialect that adapters without a family of their own speak. */
export const secondFamily = 'openai'

/** The name of an adapter of this version. */
export type AdapterName = (typeof adapterNames)[number]

/** One row per adapter. */
export const adapterTable: Readonly<Record<AdapterName, AdapterRow>> = {
  openai: {
    family: 'openai',
    wires: { chat: 'openai-chat', responses: 'openai-responses' },
    baseUrl: 'versioned',
    options: ['api'],
    environment: ['OPENAI_API_KEY'],
    models: ['gpt-5-mini', 'gpt-5', 'gpt-5-nano', 'gpt-5.5', 'gpt-4.1', 'gpt-4o', 'gpt-4o-mini'],
  },
  anthropic: {
    family: 'anthropic',
    baseUrl: 'origin',
    environment: ['ANTHROPIC_API_KEY'],
    models: ['claude-haiku-4-5', 'claude-sonnet-4-5', 'claude-sonnet-5', 'claude-opus-5'],
  },
  google: {
    family: 'google',
    baseUrl: 'origin',
    environment: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    models: ['gemini-2.5-flash', 'gemini-2.5-pro', 'gemini-2.5-flash-lite', 'gemini-3.5-flash'],
  },
  vertex: {
    family: 'google',
    baseUrl: 'origin',
    options: ['project', 'region'],
    models: ['gemini-2.5-flash', 'gemini-2.5-pro'],
  },
  azure: {
    family: 'openai',
    wires: { chat: 'openai-chat', responses: 'openai-responses' },
    baseUrl: 'any',
    options: ['api', 'resource', 'apiVersion'],
    models: [],
  },
  bedrock: {
    family: 'bedrock',
    baseUrl: 'origin',
    options: ['region'],
    environment: ['AWS_BEARER_TOKEN_BEDROCK'],
    foundKey: 'aws:chain',
    regionFrom: { variables: ['AWS_REGION', 'AWS_DEFAULT_REGION'], otherwise: 'us-east-1' },
    models: [
      'amazon.nova-lite-v1:0',
      'amazon.nova-pro-v1:0',
      'global.anthropic.claude-haiku-4-5-20251001-v1:0',
      'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
    ],
  },
  cohere: {
    family: 'cohere',
    baseUrl: 'origin',
    environment: ['COHERE_API_KEY'],
    models: ['command-a-03-2025', 'command-r7b-12-2024'],
  },
  mistral: {
    baseUrl: 'versioned',
    environment: ['MISTRAL_API_KEY'],
    models: ['mistral-small-latest', 'mistral-medium-latest', 'mistral-large-latest'],
  },
  deepseek: {
    baseUrl: 'any',
    environment: ['DEEPSEEK_API_KEY'],
    models: ['deepseek-v4-flash', 'deepseek-v4-pro', 'deepseek-chat', 'deepseek-reasoner'],
  },
  qwen: {
    baseUrl: 'versioned',
    environment: ['DASHSCOPE_API_KEY'],
    models: ['qwen-plus', 'qwen-flash', 'qwen3-max'],
  },
  openrouter: {
    baseUrl: 'versioned',
    slashIds: true,
    environment: ['OPENROUTER_API_KEY'],
    models: ['openai/gpt-5-mini', 'anthropic/claude-haiku-4.5', 'google/gemini-2.5-flash'],
  },
  tokenmix: {
    baseUrl: 'versioned',
    slashIds: true,
    environment: ['TOKENMIX_API_KEY'],
    models: [],
  },
  groq: {
    baseUrl: 'versioned',
    slashIds: true,
    environment: ['GROQ_API_KEY'],
    models: ['llama-3.3-70b-versatile', 'llama-3.1-8b-instant', 'openai/gpt-oss-120b'],
  },
  xai: { baseUrl: 'versioned', environment: ['XAI_API_KEY'], models: ['grok-4-fast', 'grok-4.3'] },
  together: {
    baseUrl: 'versioned',
    slashIds: true,
    environment: ['TOGETHER_API_KEY'],
    models: ['meta-llama/Llama-3.3-70B-Instruct-Turbo', 'openai/gpt-oss-120b'],
  },
  fireworks: {
    baseUrl: 'versioned',
    slashIds: true,
    environment: ['FIREWORKS_API_KEY'],
    models: [
      'accounts/fireworks/models/gpt-oss-120b',
      'accounts/fireworks/models/deepseek-v4-flash',
    ],
  },
  litellm: { baseUrl: 'any', needsBaseUrl: true, keyless: true, slashIds: true, models: [] },
  portkey: { baseUrl: 'versioned', slashIds: true, models: [] },
  vllm: { baseUrl: 'versioned', needsBaseUrl: true, keyless: true, slashIds: true, models: [] },
  ollama: { baseUrl: 'origin', addedPath: '/v1', keyless: true, slashIds: true, models: [] },
  cerebras: { baseUrl: 'versioned', models: [] },
  perplexity: { baseUrl: 'any', models: ['sonar'] },
  huggingface: { baseUrl: 'versioned', slashIds: true, models: [] },
  cloudflare: { baseUrl: 'versioned', needsBaseUrl: true, slashIds: true, models: [] },
  'openai-compatible': {
    baseUrl: 'versioned',
    needsBaseUrl: true,
    keyless: true,
    slashIds: true,
    models: [],
  },
}
