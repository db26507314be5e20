export { azure } from './azure.ts'
export type { AzureOptions } from './azure.ts'
export { compatible, compatibleRows } from './compatible.ts'
export { openai } from './openai.ts'
export type { OpenaiOptions } from './openai.ts'
export type { Address } from './post.ts'
export type {
  CompatibleRow,
  LimitColumn,
  LimitTable,
  ReasoningField,
  ReasoningStyle,
  Repair,
} from './row.ts'
export { responsesCodec } from './responses/codec.ts'
export type { ResponsesOptions } from './responses/codec.ts'
export { inputTokensCodec } from './responses/input-tokens.ts'
export {
  inlineReferences,
  inputItemsPage,
  referencesIn,
  storedResponse,
} from './responses/stored.ts'
export type { PageOptions, StoredLookup, StoredResponse } from './responses/stored.ts'
