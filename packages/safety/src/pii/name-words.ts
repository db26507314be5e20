import { alsoLastNames, commonWords, forms, openers } from './common-words.ts'

/** Syllables of first names in Korea, which are written as pairs with a hyphen. */
const KOREAN_PAIR =
  /^(?:ah|bin|bo|bum|chan|chang|chul|dae|do|dong|eun|gi|gun|gyu|ha|hae|han|hee|ho|hong|hoon|hun|hwa|hwan|hye|hyeok|hyeon|hyo|hyuk|hyun|il|in|ja|jae|jeong|ji|jin|jong|joo|joon|ju|jun|jung|ki|ku|kwan|kwang|kyeong|kyu|kyung|mi|min|mo|moon|myung|na|nam|ra|ri|rin|sang|se|seo|seok|seon|seong|seung|shin|si|so|sook|soo|su|suk|sun|sung|tae|u|uk|wan|won|woo|wook|ya|ye|yeon|yeong|yong|yoo|yoon|young|yu|yun)-(?:ah|bin|bum|chan|chul|do|eun|gi|gyu|ha|hee|ho|hoon|hun|hwa|hwan|hye|hyeok|hyeon|hyuk|hyun|il|in|ja|jae|jeong|ji|jin|joo|joon|ju|jun|jung|ki|kwan|kyu|kyung|mi|min|mo|moon|na|nam|ra|ri|rin|sang|seo|seok|seon|seong|seung|si|so|sook|soo|su|suk|sun|sung|tae|uk|wan|won|woo|wook|ye|yeon|yeong|yong|yoo|yoon|young|yu|yun)$/

/** The particle behind a title is a part of the name: Mr van der Berg. */
export function particleStart(
  before: RegExpExecArray | undefined,
  one: RegExpExecArray,
  text: string,
): number {
  if (before === undefined) return one.index
  const from = before.index + before[0].length
  const gap = text.slice(from, one.index)
  const at = gap.search(/(?<= )(?:van|von|bin|ibn|ter|ten) /)
  return at < 0 ? one.index : from + at
}

/** Which words of a run of capitalised ones are the name, without what belongs to the sentence. */
export function nameBounds(
  run: readonly RegExpExecArray[],
  first: ReadonlySet<string>,
): readonly [from: number, until: number] {
  const words = run.map(([word]) => bare(word))
  const isCommon = (at: number): boolean => commonWords.has(words[at] ?? '')
  const isFirst = (at: number): boolean => first.has(words[at] ?? '')
  const isLast = (at: number): boolean =>
    alsoLastNames.has(words[at] ?? '') &&
    isFirstName(words[at - 1] ?? '', first) &&
    !isCommon(at - 1)
  let from = 0
  let until = run.length
  while (from < until && isCommon(from)) {
    const word = words[from] ?? ''
    const opens = forms.has(word) || (openers.has(word) && isFirst(from + 1))
    if (isFirst(from) && !opens && from + 1 < until && !isCommon(from + 1)) break
    from++
  }
  while (
    until > from &&
    ((isCommon(until - 1) && until - 1 > from && !isLast(until - 1)) ||
      /^\p{Lu}\.$/u.test(run[until - 1]?.[0] ?? ''))
  )
    until--
  while (
    until - from > 1 &&
    !isFirst(from) &&
    isFirst(from + 1) &&
    /\p{Ll}/u.test(run[from]?.[0] ?? '')
  ) {
    if (until - from === 2 && !isCommon(from)) break
    from++
  }
  return [from, until]
}

/** A word as the lists have it. */
export function bare(word: string): string {
  return word.toLowerCase().replace(/['’]s$/, '')
}

/** Also of two first names, or two syllables of one, with a hyphen between. */
export function isFirstName(word: string, first: ReadonlySet<string>): boolean {
  if (first.has(word)) return true
  if (!word.includes('-')) return false
  return KOREAN_PAIR.test(word) || word.split('-').every((part) => first.has(part))
}

/** Also of two last names with a hyphen between. */
export function isLastName(word: string, last: ReadonlySet<string>): boolean {
  return last.has(word) || (word.includes('-') && word.split('-').every((part) => last.has(part)))
}
