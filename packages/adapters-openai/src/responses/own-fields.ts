import type { Extensions, JsonObject } from '@signalbox/core'

/** The wire's name, in codecs, dialects and extensions. */
export const responsesWire = 'openai-responses'

/** What this wire kept beside the model's own fields; present (maybe empty) only on what it decoded. */
export function ownFields(carrier: {
  readonly extensions?: Extensions | undefined
}): JsonObject | undefined {
  return carrier.extensions?.[responsesWire]
}

/** Spread into a part or message: its fields of this wire, or nothing. */
export function withOwn(fields: JsonObject | undefined): { readonly extensions?: Extensions } {
  return fields === undefined ? {} : { extensions: { [responsesWire]: fields } }
}
