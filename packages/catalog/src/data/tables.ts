import type { ProviderTable } from '../provider-table.ts'
import { anthropic } from './anthropic.ts'
import { azure } from './azure.ts'
import { bedrock } from './bedrock.ts'
import { cohere } from './cohere.ts'
import { deepseek } from './deepseek.ts'
import { fireworks } from './fireworks.ts'
import { googleVertex } from './google-vertex.ts'
import { google } from './google.ts'
import { groq } from './groq.ts'
import { mistral } from './mistral.ts'
import { moonshot } from './moonshot.ts'
import { openai } from './openai.ts'
import { qwen } from './qwen.ts'
import { together } from './together.ts'
import { xai } from './xai.ts'

/** Our own tables, by provider. */
export const tables: Readonly<Record<string, ProviderTable>> = {
  anthropic,
  azure,
  bedrock,
  cohere,
  deepseek,
  fireworks,
  'google-vertex': googleVertex,
  google,
  groq,
  mistral,
  moonshot,
  openai,
  qwen,
  together,
  xai,
}
