/** A reference taken apart: `vault:kv/data/llm#openai`. */
export interface SecretRef {
  readonly scheme: string
  /** What the source understands, `#field` included. */
  readonly rest: string
}

/** Takes `scheme:rest` apart; undefined when a text is no reference. */
export function parseRef(text: string): SecretRef | undefined {
  const [, scheme, rest] = /^([a-z][a-z0-9-]{0,31}):(.+)$/.exec(text) ?? []
  return scheme === undefined || rest === undefined ? undefined : { scheme, rest }
}

/** The path of a reference and the field behind `#`. */
export function splitField(rest: string): { path: string; field: string | undefined } {
  const at = rest.lastIndexOf('#')
  return at < 0
    ? { path: rest, field: undefined }
    : { path: rest.slice(0, at), field: rest.slice(at + 1) }
}
