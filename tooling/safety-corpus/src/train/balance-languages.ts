import type { Sample } from '../sample.ts'

/**
 * Makes attacks of a language weigh no more than its harmless texts, which are fewer in most
 * languages; else the mere words of a language would count as a sign of attack.
 */
export function balanceLanguages(samples: readonly Sample[]): Sample[] {
  const sums = new Map<string, { attack: number; benign: number }>()
  for (const { language, attack, weight } of samples) {
    const sum = sums.get(language) ?? { attack: 0, benign: 0 }
    sums.set(language, sum)
    if (attack) sum.attack += weight
    else sum.benign += weight
  }
  return samples.map((sample) => {
    const sum = sums.get(sample.language)
    if (!sample.attack || sum === undefined || sum.attack <= sum.benign) return sample
    return { ...sample, weight: (sample.weight * sum.benign) / sum.attack }
  })
}
