/** A text on its way through a filter: what detectors read, and what it is written as. */
export interface Lens {
  /** What detectors read of the kept text. */
  readonly text: string
  push(raw: string): void
  /** No more text comes: whatever was half an escape is taken as it stands. */
  end(): void
  /** Forgets the first `count` units. */
  trim(count: number): void
  /** How units `from` to `to` were written. */
  raw(from: number, to: number): string
  /** Offset of a unit in everything that was ever written. */
  offset(index: number): number
  /** A replacement as it must be written at a unit. */
  write(replacement: string, index: number): string
  /** Units that were written and are not in `text` yet. */
  readonly waiting: number
}

/** Text that is read as it is written. */
export class PlainLens implements Lens {
  text = ''
  readonly waiting = 0
  #base = 0

  push(raw: string): void {
    this.text += raw
  }

  end(): void {
    // Nothing is ever half read.
  }

  trim(count: number): void {
    this.text = this.text.slice(count)
    this.#base += count
  }

  raw(from: number, to: number): string {
    return this.text.slice(from, to)
  }

  offset(index: number): number {
    return this.#base + index
  }

  write(replacement: string): string {
    return replacement
  }
}

const simple: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** JSON text: detectors read what its strings say, and replacements keep it JSON. */
export class JsonLens implements Lens {
  text = ''
  #raw = ''
  #base = 0
  /** Where each unit ends in `#raw`. */
  #ends: number[] = []
  /** Whether each unit begins inside a string. */
  #quoted: boolean[] = []
  #inString = false
  #escape = ''

  get waiting(): number {
    return this.#escape.length
  }

  push(raw: string): void {
    for (const unit of splitUnits(raw)) this.#take(unit)
  }

  end(): void {
    const rest = this.#escape
    this.#escape = ''
    for (const unit of splitUnits(rest)) this.#add(unit, unit)
  }

  trim(count: number): void {
    if (count === 0) return
    const cut = this.#ends[count - 1] ?? 0
    this.text = this.text.slice(count)
    this.#raw = this.#raw.slice(cut)
    this.#base += cut
    this.#ends = this.#ends.slice(count).map((end) => end - cut)
    this.#quoted = this.#quoted.slice(count)
  }

  raw(from: number, to: number): string {
    return this.#raw.slice(this.#begin(from), this.#begin(to))
  }

  offset(index: number): number {
    return this.#base + this.#begin(index)
  }

  write(replacement: string, index: number): string {
    const text = JSON.stringify(replacement)
    return (this.#quoted[index] ?? this.#inString) ? text.slice(1, -1) : text
  }

  #begin(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? this.#raw.length)
  }

  #take(unit: string): void {
    if (this.#escape !== '') return this.#continue(unit)
    if (this.#inString && unit === '\\') {
      this.#escape = unit
      return
    }
    this.#add(unit, unit)
    if (unit === '"') this.#inString = !this.#inString
  }

  #continue(unit: string): void {
    const escape = this.#escape + unit
    const isUnicode = escape[1] === 'u'
    if (isUnicode && escape.length < 6 && /^\\u[0-9a-fA-F]*$/.test(escape)) {
      this.#escape = escape
      return
    }
    this.#escape = ''
    if (/^\\u[0-9a-fA-F]{4}$/.test(escape))
      this.#add(String.fromCharCode(Number.parseInt(escape.slice(2), 16)), escape)
    else if (!isUnicode && Object.hasOwn(simple, unit)) this.#add(simple[unit] ?? unit, escape)
    else {
      for (const part of splitUnits(escape.slice(0, -1))) this.#add(part, part)
      this.#take(unit)
    }
  }

  #add(unit: string, raw: string): void {
    this.text += unit
    this.#raw += raw
    this.#ends.push(this.#raw.length)
    this.#quoted.push(this.#inString)
  }
}

function splitUnits(text: string): readonly string[] {
  return text.split('')
}

/** A whole text under a lens. */
export function lensOf(text: string, json: boolean): Lens {
  const lens = json ? new JsonLens() : new PlainLens()
  lens.push(text)
  lens.end()
  return lens
}
