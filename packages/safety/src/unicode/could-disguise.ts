/** What a unit may be in letters that are set apart: nothing of it, a separator, a letter, perhaps a letter. */
const nothing = 0
const separator = 1
const letter = 2
const unknown = 3

const leastSpaced = 15
const mostSeparators = 3

const spacedKinds = kindsOf(/[a-z]/i, /[ \t.\-_*|]/)

/**
 * Whether letters set apart by one to three separators could stand in a text, eight or more of
 * them. Two letters side by side end such a stretch, so few places must be looked at.
 */
export function couldBeSpaced(text: string): boolean {
  let from = 0
  while (from + leastSpaced <= text.length) {
    let at = from + leastSpaced - 1
    while (at > from && !isBorder(text, at)) at--
    if (at === from) return true
    from = at
  }
  return false
}

/** Whether no stretch goes on from the unit before to this one. */
function isBorder(text: string, at: number): boolean {
  const kind = spacedKind(text.charCodeAt(at))
  if (kind === nothing) return true
  const before = spacedKind(text.charCodeAt(at - 1))
  if (kind === letter || kind === unknown) return kind === letter && before === letter
  if (before !== separator) return false
  for (let back = 2; back <= mostSeparators; back++)
    if (spacedKind(text.charCodeAt(at - back)) !== separator) return false
  return true
}

function spacedKind(unit: number): number {
  if (unit < 128) return spacedKinds[unit] ?? nothing
  return isSurelyLetter(unit) ? letter : unknown
}

/** The great blocks of letters; others may be letters too. */
function isSurelyLetter(unit: number): boolean {
  return (
    (unit >= 0xd8 && unit < 0x250 && unit !== 0xf7) ||
    (unit >= 0x400 && unit <= 0x481) ||
    (unit >= 0x620 && unit <= 0x64a) ||
    (unit >= 0x3041 && unit <= 0x3096) ||
    (unit >= 0x30a1 && unit <= 0x30fa) ||
    (unit >= 0x4e00 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xd7a3)
  )
}

const leastSelectors = 9

/** Whether so many variation selectors could stand in a row: one of so many units is one of theirs. */
export function couldBeSelectors(text: string): boolean {
  for (let at = leastSelectors - 1; at < text.length; at += leastSelectors) {
    const unit = text.charCodeAt(at)
    if (unit < 0xdb40) continue
    if (unit === 0xdb40 || (unit >= 0xdd00 && unit <= 0xddef)) return true
    if (unit >= 0xfe00 && unit <= 0xfe0f) return true
  }
  return false
}

const leastLeet = 3
const leetKinds = kindsOf(/[a-z]/i, /[013457@$]/)

/** Whether so many words of one line could be written with digits for letters. */
export function couldBeLeet(text: string): boolean {
  let before = 0
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const kind = leetKinds[unit] ?? nothing
    if (kind + before === separator + letter && ++count === leastLeet) return true
    if (unit === 10) count = 0
    before = kind
  }
  return false
}

function kindsOf(letters: RegExp, signs: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, unit) => {
    const text = String.fromCharCode(unit)
    return letters.test(text) ? letter : signs.test(text) ? separator : nothing
  })
}
