const special = '{}[],:#'
const first = 0xe000

/**
 * Hides the characters of `${…}` that mean something in YAML behind private-use ones, one for one,
 * so that unquoted references parse and every position stays right.
 */
export function hidePlaceholders(text: string): string {
  return text.replaceAll(/\$\{[^}"'\n]{0,500}\}/g, (token) =>
    token.replaceAll(/[{}[\],:#]/g, (character) =>
      String.fromCharCode(first + special.indexOf(character)),
    ),
  )
}

/** Undoes `hidePlaceholders` in a scalar. */
export function showPlaceholders(text: string): string {
  return text.replaceAll(/\$\uE000[^\uE001]{0,500}\uE001/g, (token) =>
    token.replaceAll(
      /[\uE000-\uE006]/g,
      (character) => special[character.charCodeAt(0) - first] ?? character,
    ),
  )
}
