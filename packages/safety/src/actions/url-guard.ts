/** How many of the last characters decide whether a web address begins. */
const recentLength = 24

/**
 * Follows a text and says whether its next character stands where a machine may fetch or click:
 * inside a URL, a Markdown target, an address attribute of HTML, or CSS `url()`.
 */
export class UrlGuard {
  #recent = ''
  #inUrl = false
  /** Open parentheses of a Markdown target; 0 outside of one. */
  #target = 0
  #angled = false
  #css = false
  #inTag = false
  /** The quote that ends an address attribute, a space for an unquoted one. */
  #attribute = ''
  #quote = ''
  /** Since the last character that ends a word: a bare domain with a path looks like this. */
  #word = ''

  get inside(): boolean {
    return (
      this.#inUrl ||
      this.#target > 0 ||
      this.#css ||
      this.#attribute !== '' ||
      bareAddress.test(this.#word)
    )
  }

  /** One of our tokens passes as it is: it ends nothing. */
  passToken(): void {
    this.#recent = ''
    this.#word += '\uE001'
  }

  push(text: string): void {
    for (const char of text) this.#take(char)
  }

  #take(char: string): void {
    const isSpace = space.test(char)
    this.#recent = (this.#recent + char.toLowerCase()).slice(-recentLength)
    this.#word = isSpace || enders.includes(char) ? '' : (this.#word + char).slice(-256)
    if (this.#target > 0) this.#inTarget(char)
    if (this.#css && char === ')') this.#css = false
    if (this.#inTag || this.#attribute !== '') this.#inHtml(char, isSpace)
    if (this.#inUrl && (isSpace || enders.includes(char))) this.#inUrl = false
    this.#begin()
  }

  #inTarget(char: string): void {
    if (this.#angled) {
      if (char === '>' || char === '\n') this.#angled = false
    } else if (char === '<' && this.#recent.endsWith('](<')) this.#angled = true
    else if (char === '(') this.#target += 1
    else if (char === ')') this.#target -= 1
    if (this.#recent.endsWith('\n\n')) this.#target = 0
  }

  #inHtml(char: string, isSpace: boolean): void {
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
    else if (char === '"' || char === "'") {
      if (addressAttribute.test(this.#recent.slice(0, -1))) this.#attribute = char
      else this.#quote = char
    } else if (!isSpace && addressAttribute.test(this.#recent.slice(0, -1))) this.#attribute = ' '
  }

  #begin(): void {
    const recent = this.#recent
    const last = recent.at(-1)
    if (last === '/' && (schemeEnd.test(recent) || rootless.test(recent))) this.#inUrl = true
    else if (last === ':' && opaqueScheme.test(recent)) this.#inUrl = true
    else if (last === '.' && recent.endsWith('www.')) this.#inUrl = true
    else if (last === '(' && recent.endsWith('](')) this.#target = Math.max(1, this.#target)
    else if (last === '(' && recent.endsWith('url(')) this.#css = true
    else if (tagStart.test(recent) && this.#quote === '') this.#inTag = true
  }
}

const space = /\s/
const enders = '"\'`<>'
const schemeEnd = /[a-z][a-z0-9+.-]*:\/\/$/
const rootless = /(?:^|[\s"'`<>()[\]=,;|])\/\/$/
const opaqueScheme = /(?:^|[^a-z0-9])(?:mailto|data|tel|javascript|vbscript|blob|file|ftp|sms):$/
const tagStart = /<[a-z]$/
const addressAttribute =
  /(?:href|src|srcset|action|poster|data|background|ping|cite|longdesc|manifest)\s*=\s*$/
const bareAddress = /[a-z0-9-]\.[a-z]{2,}(?::\d+)?[/?#]/i
