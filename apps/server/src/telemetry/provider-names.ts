import type { AdapterName } from '../config/adapter-table.ts'

/** The conventions' own names; every other provider goes by its configured name. */
export const genaiProviderNames: Readonly<Partial<Record<AdapterName, string>>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'gcp.gemini',
  vertex: 'gcp.vertex_ai',
  azure: 'azure.ai.openai',
  bedrock: 'aws.bedrock',
  cohere: 'cohere',
  mistral: 'mistral_ai',
  deepseek: 'deepseek',
  groq: 'groq',
  xai: 'x_ai',
  perplexity: 'perplexity',
}
