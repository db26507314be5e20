/** The wire of generateContent and streamGenerateContent. */
export const generateWire = 'google-generate'

/** The same wire streamed as one JSON array: a client that did not ask for `alt=sse`. */
export const arrayWire = 'google-generate-array'

/** The wire of countTokens. */
export const countTokensWire = 'google-count-tokens'

/** The wire of embedContent and batchEmbedContents. */
export const embedWire = 'google-embed'
