import type { AdapterName } from '../config/adapter-table.ts'

/** The conventions' own names; every other provider goes by its configured name. */
export const genaiProviderNames: Readonly<Partial<Record<AdapterName, string>>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'gcp.gemini',
  vertex: 'gcp.vertex_ai',
  bedrock: 'aws.bedrock',
  mistral: 'mistral_ai',
  deepseek: 'deepseek',
  groq: 'groq',
  xai: 'x_ai',
  perplexity: 'perplexity',
}
