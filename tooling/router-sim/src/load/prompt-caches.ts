/** A prompt: the instructions of an application, then a conversation of its own. */
export interface CachedPrompt {
  readonly application: string
  readonly instructions: number
  readonly conversation: string
  readonly tokens: number
}

interface Entry {
  readonly tokens: number
  readonly until: number
}

/** One provider's prompt cache: prefixes live for a while after their last use. */
export class PromptCache {
  readonly #ttlMs: number
  readonly #entries = new Map<string, Entry>()

  constructor(ttlMs: number) {
    this.#ttlMs = ttlMs
  }

  /** Tokens of the prompt that it had. */
  read({ application, instructions, conversation, tokens }: CachedPrompt, now: number): number {
    const shared = this.#alive(application, now)
    const own = this.#alive(conversation, now)
    return Math.min(tokens, Math.max(own, Math.min(shared, instructions)))
  }

  /** A prompt was processed with its answer. */
  write(prompt: CachedPrompt, outTokens: number, now: number): void {
    const until = now + this.#ttlMs
    this.#entries.set(prompt.application, { tokens: prompt.instructions, until })
    this.#entries.set(prompt.conversation, { tokens: prompt.tokens + outTokens, until })
  }

  #alive(key: string, now: number): number {
    const entry = this.#entries.get(key)
    return entry === undefined || entry.until < now ? 0 : entry.tokens
  }
}
