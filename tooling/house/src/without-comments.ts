/** The same text with comments blanked, line numbers kept; strings and templates stay. */
export function withoutComments(text: string): string {
  return text.replaceAll(
    /(?<kept>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[^]*?\*\/|\/\/[^\n]*/gu,
    (found: string, kept: string | undefined) => kept ?? found.replaceAll(/[^\n]/gu, ' '),
  )
}
