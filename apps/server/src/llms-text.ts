/** What the gateway says about its own endpoints at `/llms.txt`. */
export const llmsText = `# Signalbox

An LLM gateway. Point an OpenAI, Anthropic or Gemini client at it; only base URL and key change.

## Endpoints
- POST /v1/chat/completions, /v1/completions, /v1/responses, /v1/embeddings, /v1/moderations: OpenAI
- POST /v1/rerank, /v2/rerank: Cohere
- POST /v1/images/generations, /v1/audio/speech, /v1/audio/transcriptions, /v1/audio/translations: OpenAI
- POST /v1/messages, /v1/messages/count_tokens (also under /anthropic): Anthropic
- POST /v1beta/models/{model}:generateContent, :streamGenerateContent, :countTokens, :embedContent,
  :batchEmbedContents (also under /v1 and /gemini): Gemini
- GET /v1/models: what may be sent as "model": provider/model, a configured name, or auto
- POST /v1/route: where a request would go, ranked with reasons; calls no provider
- GET /v1/route/decisions/{x-request-id}: why a served request went where it went
- POST /v1/feedback: { request_id, metric, value }
- GET /livez, /readyz: alive, ready

## Answers
- x-request-id, x-signalbox-provider, x-signalbox-model, x-signalbox-attempts
- x-signalbox-route, x-signalbox-decision-id, x-signalbox-cost-usd (whole answers; a stream: usage.cost, in USD)
- x-signalbox-warnings: what the provider could not be told; send x-signalbox-strict: 1 to be refused instead
`
