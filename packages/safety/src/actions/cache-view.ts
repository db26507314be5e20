/** A request as a cache sees it: what only this request has is written as if every request had it. */
export interface CacheView {
  /** For keys and for what is kept. */
  readonly toStored: (text: string) => string
  /** For what was kept, maybe of another request. */
  readonly fromStored: (text: string) => string
}

/** Stands where a request has its own mark; nobody writes it. */
const neutral = '\uF8F0'

/** The view of a request with these tokens, spotlight marks and canary. */
export function cacheView(nonce: string, canary: string | undefined): CacheView {
  const own = new RegExp(`(?<=<[A-Z][A-Z0-9_]{0,23}_[1-9][0-9]{0,5}_|<</?data:)${nonce}(?=>)`, 'g')
  const shared = new RegExp(`(?<=_|data:)${neutral}(?=>)`, 'g')
  const mark = `sbx-${neutral}]`
  return {
    toStored(text) {
      const plain = text.replaceAll(own, neutral)
      return canary === undefined ? plain : plain.replaceAll(`sbx-${canary}]`, mark)
    },
    fromStored(text) {
      const plain = text.replaceAll(shared, nonce)
      return canary === undefined ? plain : plain.replaceAll(mark, `sbx-${canary}]`)
    },
  }
}
