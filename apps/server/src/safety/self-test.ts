import type { Dialect } from '@signalbox/core'

/** Refuses to start when rules on content could not reach what a client sends. */
export function selfTest(dialects: readonly Dialect[]): void {
  const blind = dialects.filter((dialect) => dialect.classify === undefined)
  if (blind.length > 0) {
    const names = blind.map(({ name }) => name).join(', ')
    throw new TypeError(`Safety rules cannot read these dialects: ${names}.`)
  }
  for (const dialect of dialects) {
    const canary = { canary: { deep: ['leaf'] } }
    const leaf = dialect.classify?.(['canary', 'deep', 0], canary)
    if (leaf !== undefined && leaf.exempt !== undefined)
      throw new TypeError(`Safety rules would not read unknown fields of ${dialect.name}.`)
  }
}
