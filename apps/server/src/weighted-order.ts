/**
 * Orders entries so that each comes first as often as its weight says, over many seeds; the same
 * seed always gives the same order. Weight 0 comes last.
 */
export function weightedOrder<T>(
  entries: readonly T[],
  seed: string,
  of: (entry: T) => { readonly id: string; readonly weight: number },
): readonly T[] {
  return entries
    .map((entry) => {
      const { id, weight } = of(entry)
      // Weighted rendezvous: the smallest of -ln(u)/w falls to each in proportion to w.
      return { entry, score: weight === 0 ? Infinity : -Math.log(unit(`${seed}:${id}`)) / weight }
    })
    .toSorted((a, b) => (a.score === b.score ? 0 : a.score - b.score))
    .map(({ entry }) => entry)
}

/** FNV-1a with a final mix, as a number in (0, 1). */
function unit(text: string): number {
  let hash = 0x81_1c_9d_c5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01_00_01_93)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 0x1_00_00_00_00
}
