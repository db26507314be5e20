const hidden = '[secret]'

/** A secret that prints as `[secret]`; only an adapter's `authorize` reveals it. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
    Object.defineProperty(this, Symbol.for('nodejs.util.inspect.custom'), { value: () => hidden })
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return hidden
  }

  toJSON(): string {
    return hidden
  }
}
