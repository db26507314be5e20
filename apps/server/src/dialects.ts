import { anthropicCountTokens, anthropicMessages } from '@signalbox/adapters-anthropic/dialects'
import { cohereRerank } from '@signalbox/adapters-cohere/dialects'
import { googleCountTokens, googleEmbed, googleGenerate } from '@signalbox/adapters-google/dialects'
import {
  openaiChat,
  openaiCompletions,
  openaiEmbeddings,
  openaiInputTokens,
  openaiMedia,
  openaiModerations,
  openaiResponses,
} from '@signalbox/adapters-openai/dialects'
import type { Dialect } from '@signalbox/core'

/** Everything a client of this gateway may speak. */
export const dialects: readonly Dialect[] = [
  openaiChat,
  openaiResponses,
  anthropicMessages,
  googleGenerate,
  openaiCompletions,
  openaiEmbeddings,
  openaiInputTokens,
  openaiModerations,
  openaiMedia,
  anthropicCountTokens,
  googleCountTokens,
  googleEmbed,
  cohereRerank,
]
