/** The wire of generateContent and streamGenerateContent. */
export declare const generateWire = "google-generate";
/** The same wire streamed as one JSON array: a client that did not ask for `alt=sse`. */
export declare const arrayWire = "google-generate-array";
/** The wire of countTokens. */
export declare const countTokensWire = "google-count-tokens";
/** The wire of embedContent and batchEmbedContents. */
export declare const embedWire = "google-embed";
//# sourceMappingURL=names.d.ts.map