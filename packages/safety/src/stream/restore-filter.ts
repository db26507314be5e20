import type { Pseudonym } from '../actions/pseudonyms.ts'
import { readToken } from '../actions/token-grammar.ts'
import { UrlGuard } from '../actions/url-guard.ts'
import { JsonPlace } from './json-place.ts'

/** How restoring looks a token up; undefined: it is not ours, or must not be restored here. */
export type Lookup = (token: string) => Pseudonym | undefined

/** Says where a text must not hold values. */
export interface PlaceGuard {
  readonly inside: boolean
  push(text: string): void
  passToken(): void
}

/** Puts values back in place of tokens, in one pass; never where a machine would fetch them. */
export class RestoreFilter {
  restored = 0
  /** Tokens of ours that stay visible because of where they stand. */
  kept = 0
  readonly #lookup: Lookup
  readonly #json: JsonPlace | undefined
  #guard: PlaceGuard
  readonly #newGuard: () => PlaceGuard
  #buffer = ''
  #escape = ''

  constructor(
    lookup: Lookup,
    options: { readonly json?: boolean; readonly guard?: () => PlaceGuard } = {},
  ) {
    this.#lookup = lookup
    this.#newGuard = options.guard ?? (() => new UrlGuard())
    this.#guard = this.#newGuard()
    this.#json = options.json === true ? new JsonPlace() : undefined
  }

  get pending(): number {
    return this.#buffer.length
  }

  push(text: string): string {
    this.#buffer += text
    return this.#advance(false)
  }

  end(): string {
    return this.#advance(true)
  }

  #advance(final: boolean): string {
    const text = this.#buffer
    let out = ''
    let at = 0
    while (at < text.length) {
      const next = nextOpener(text, at)
      this.#pass(text.slice(at, next))
      out += text.slice(at, next)
      at = next
      if (at === text.length) break
      const match = readToken(text, at, { json: this.#json !== undefined })
      if (match.type === 'token') {
        const after = at + match.length
        if (!final && isHostUnclear(text, after)) break
        const known = this.#lookup(match.token)
        const given = text.slice(at, after)
        if (known !== undefined && this.#mayRestore(text, after)) {
          out += this.#json === undefined ? known.value : JSON.stringify(known.value).slice(1, -1)
          this.restored += 1
        } else {
          out += given
          if (known !== undefined) this.kept += 1
        }
        this.#passToken(given, known !== undefined)
        at = after
      } else if (match.type === 'partial' && !final) break
      else {
        const char = text.charAt(at)
        this.#pass(char)
        out += char
        at += 1
      }
    }
    this.#buffer = text.slice(at)
    return out
  }

  #mayRestore(text: string, after: number): boolean {
    if (this.#json !== undefined && !this.#json.inValue) return false
    return !this.#guard.inside && !/^\.[a-z]/i.test(text.slice(after, after + 2))
  }

  #passToken(given: string, isOurs: boolean): void {
    if (!isOurs) return this.#pass(given)
    this.#json?.push(given)
    this.#guard.passToken()
  }

  #pass(text: string): void {
    if (this.#json === undefined) {
      this.#guard.push(text)
      return
    }
    for (let index = 0; index < text.length; index++) {
      const char = text.charAt(index)
      const was = this.#json.inString
      this.#json.push(char)
      if (was !== this.#json.inString) {
        this.#guard = this.#newGuard()
        this.#escape = ''
      } else if (was) this.#unescape(char)
    }
  }

  /** Addresses are recognised in what a string says, not in how it is written. */
  #unescape(char: string): void {
    if (this.#escape === '' && char !== '\\') {
      this.#guard.push(char)
      return
    }
    this.#escape += char
    const { length } = this.#escape
    if (length === 1 || (this.#escape[1] === 'u' && length < 6)) return
    try {
      this.#guard.push(String(JSON.parse(`"${this.#escape}"`)))
    } catch {
      this.#guard.push(this.#escape)
    }
    this.#escape = ''
  }
}

/** A dot and a letter behind a token make it a host name. */
function isHostUnclear(text: string, after: number): boolean {
  return after === text.length || (text.charAt(after) === '.' && after + 1 === text.length)
}

function nextOpener(text: string, from: number): number {
  for (let index = from; index < text.length; index++) {
    const char = text.charCodeAt(index)
    if (char === 0x3c || char === 0x26 || char === 0x5c) return index
  }
  return text.length
}
