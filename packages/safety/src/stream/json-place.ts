/** Follows JSON text and says whether its next character stands in a string, and whether in a key. */
export class JsonPlace {
  inString = false
  #escaped = false
  readonly #open: ('object' | 'array')[] = []
  /** The next string of an object is a key. */
  #keyNext = false
  #isKey = false

  get inValue(): boolean {
    return this.inString && !this.#isKey
  }

  push(text: string): void {
    for (let index = 0; index < text.length; index++) this.#take(text.charAt(index))
  }

  #take(char: string): void {
    if (this.inString) {
      if (this.#escaped) this.#escaped = false
      else if (char === '\\') this.#escaped = true
      else if (char === '"') this.inString = false
      return
    }
    switch (char) {
      case '"':
        this.inString = true
        this.#isKey = this.#keyNext && this.#open.at(-1) === 'object'
        return
      case '{':
        this.#open.push('object')
        this.#keyNext = true
        return
      case '[':
        this.#open.push('array')
        this.#keyNext = false
        return
      case '}':
      case ']':
        this.#open.pop()
        this.#keyNext = false
        return
      case ':':
        this.#keyNext = false
        return
      case ',':
        this.#keyNext = this.#open.at(-1) === 'object'
    }
  }
}
