import type { JsonObject } from '@signalbox/core'

/** What is to be embedded. */
export interface EmbedAsk {
  readonly texts: readonly string[]
  readonly dimensions: number | undefined
  readonly model: string
}

/** How the embedding models of one maker are asked. */
export interface EmbedFamily {
  readonly pattern: RegExp
  /** One text per request. */
  readonly isSingle: boolean
  encode(ask: EmbedAsk): JsonObject
}

/** By the beginning of the model's id; the first that fits. */
export const embedFamilies: readonly EmbedFamily[] = [
  {
    pattern: /^amazon\.titan-embed/,
    isSingle: true,
    encode: ({ texts: [text = ''], dimensions }) => ({
      inputText: text,
      ...(dimensions === undefined ? {} : { dimensions }),
    }),
  },
  {
    pattern: /^amazon\.nova/,
    isSingle: true,
    encode: ({ texts: [text = ''], dimensions }) => ({
      taskType: 'SINGLE_EMBEDDING',
      singleEmbeddingParams: {
        embeddingPurpose: 'GENERIC_INDEX',
        ...(dimensions === undefined ? {} : { embeddingDimension: dimensions }),
        text: { value: text, truncationMode: 'NONE' },
      },
    }),
  },
  {
    pattern: /^cohere\.embed/,
    isSingle: false,
    encode: ({ texts, dimensions, model }) => ({
      texts,
      input_type: 'search_document',
      truncate: 'NONE',
      // Only since the fourth generation is there more than one kind of vector.
      ...(model.endsWith('-v3') ? {} : { embedding_types: ['float'] }),
      ...(dimensions === undefined ? {} : { output_dimension: dimensions }),
    }),
  },
]
