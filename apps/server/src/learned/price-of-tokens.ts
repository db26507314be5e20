import { createCatalog } from '@signalbox/catalog'

/** USD of an answer by the catalogue; undefined where it knows no price. */
export function tokenPricer(): (
  model: string,
  input: number,
  output: number,
) => number | undefined {
  const catalog = createCatalog()
  return (name, input, output) => {
    const at = name.indexOf('/')
    const price = catalog.price({ provider: name.slice(0, at), model: name.slice(at + 1) })
    if (at < 0 || price.reason !== undefined) return undefined
    const none = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
    const { nanoUsd } = catalog.cost(price, {
      input: { uncached: input, ...none },
      output: { text: output, reasoning: 0 },
    })
    return nanoUsd === null ? undefined : Number(nanoUsd) / 1e9
  }
}
