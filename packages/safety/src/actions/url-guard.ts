/** How many of the last characters decide whether an address begins. */
const recentLength = 24

/**
 * Follows a text and says whether its next character stands where a machine may fetch or click:
 * inside a URL, a Markdown target, an address attribute of HTML, or CSS `url()`.
 */
export class UrlGuard {
  /** The end of what came before, for patterns that a piece cuts. */
  #tail = ''
  #inUrl = false
  /** Open parentheses of a Markdown target; 0 outside of one. */
  #target = 0
  #angled = false
  #css = false
  #inTag = false
  /** The quote that ends an address attribute, a space for an unquoted one. */
  #attribute = ''
  #quote = ''
  /** Letters since the last dot of a word, -1 without one: a bare domain looks like this. */
  #letters = -1
  #inBare = false

  get inside(): boolean {
    return this.#inUrl || this.#target > 0 || this.#css || this.#attribute !== '' || this.#inBare
  }

  /** One of our tokens passes as it is: it ends nothing. */
  passToken(): void {
    this.#tail = ''
    this.#letters = -1
  }

  push(text: string): void {
    const all = this.#tail + text
    for (let index = this.#tail.length; index < all.length; index++) this.#take(all, index)
    this.#tail = all.slice(-recentLength)
  }

  #take(all: string, index: number): void {
    const code = all.charCodeAt(index)
    const isSpace = isSpaceCode(code)
    const isEnd = isSpace || isEnder(code)
    this.#followWord(all, index, isEnd)
    if (this.#target > 0) this.#inTarget(all, index)
    if (this.#css && code === closeParen) this.#css = false
    if (this.#inTag || this.#attribute !== '') this.#inHtml(all, index, isSpace)
    if (this.#inUrl && isEnd) this.#inUrl = false
    if (code === slash || code === colon || code === dot || code === openParen || isLetter(code))
      this.#begin(all, index)
  }

  /** `name.tld/`, `name.tld?` and the like, without a scheme. */
  #followWord(all: string, index: number, isEnd: boolean): void {
    if (isEnd) {
      this.#inBare = false
      this.#letters = -1
      return
    }
    if (this.#inBare) return
    const char = all.charAt(index)
    if (char === '.') this.#letters = /[a-z0-9-]/i.test(all.charAt(index - 1)) ? 0 : -1
    else if (this.#letters === -1) return
    else if (isLetter(all.charCodeAt(index))) this.#letters += 1
    else if (this.#letters >= 2 && /[/?#]/.test(char)) this.#inBare = true
    else if (this.#letters < 2 || !/[:\d]/.test(char)) this.#letters = -1
  }

  #inTarget(all: string, index: number): void {
    const char = all.charAt(index)
    if (this.#angled) {
      if (char === '>' || char === '\n') this.#angled = false
    } else if (char === '<' && before(all, index, 2) === '](') this.#angled = true
    else if (char === '(') this.#target += 1
    else if (char === ')') this.#target -= 1
    if (char === '\n' && all.charAt(index - 1) === '\n') this.#target = 0
  }

  #inHtml(all: string, index: number, isSpace: boolean): void {
    const char = all.charAt(index)
    if (this.#attribute !== '') {
      const ends = this.#attribute === ' ' ? isSpace || char === '>' : char === this.#attribute
      if (!ends) return
      this.#attribute = ''
      if (char === '>') this.#inTag = false
      return
    }
    if (this.#quote !== '') {
      if (char === this.#quote) this.#quote = ''
      return
    }
    if (char === '>') this.#inTag = false
    else if (isSpace) return
    else if (char === '"' || char === "'") {
      if (isAddressAttribute(all, index)) this.#attribute = char
      else this.#quote = char
    } else if (isAddressAttribute(all, index)) this.#attribute = ' '
  }

  #begin(all: string, index: number): void {
    const code = all.charCodeAt(index)
    if (isLetter(code)) {
      if (all.charAt(index - 1) === '<' && this.#quote === '') this.#inTag = true
      return
    }
    const recent = before(all, index + 1, recentLength).toLowerCase()
    if (code === slash) {
      if (recent.endsWith('//') && (schemeEnd.test(recent) || rootless.test(recent)))
        this.#inUrl = true
    } else if (code === colon) {
      if (opaqueScheme.test(recent)) this.#inUrl = true
    } else if (code === dot) {
      if (recent.endsWith('www.')) this.#inUrl = true
    } else if (recent.endsWith('](')) this.#target = Math.max(1, this.#target)
    else if (recent.endsWith('url(')) this.#css = true
  }
}

const slash = 0x2f
const colon = 0x3a
const dot = 0x2e
const openParen = 0x28
const closeParen = 0x29
const schemeEnd = /[a-z][a-z0-9+.-]*:\/\/$/
const rootless = /(?:^|[\s"'`<>()[\]=,;|])\/\/$/
const opaqueScheme = /(?:^|[^a-z0-9])(?:mailto|data|tel|javascript|vbscript|blob|file|ftp|sms):$/
const addressAttribute =
  /(?:href|src|srcset|action|poster|data|background|ping|cite|longdesc|manifest)\s*=\s*$/

function isAddressAttribute(all: string, index: number): boolean {
  return addressAttribute.test(before(all, index, recentLength).toLowerCase())
}

function before(all: string, index: number, count: number): string {
  return all.slice(Math.max(0, index - count), index)
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

/** Quotes and angle brackets. */
function isEnder(code: number): boolean {
  return code === 0x22 || code === 0x27 || code === 0x60 || code === 0x3c || code === 0x3e
}

function isSpaceCode(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0xa0 ||
    code === 0x3000 ||
    code === 0x2028 ||
    code === 0x2029 ||
    (code >= 0x2000 && code <= 0x200a)
  )
}
