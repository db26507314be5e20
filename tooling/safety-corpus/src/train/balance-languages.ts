import type { Sample } from '../sample.ts'

const abroadWeight = 3

/**
 * Makes attacks of a language weigh no more than its harmless texts, which are fewer in most
 * languages; else the mere words of a language would count as a sign of attack. In languages other
 * than English, where few harmless texts look like attacks, attacks then weigh `abroadWeight`.
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
    if (!sample.attack || sum === undefined) return sample
    const share = Math.min(1, sum.benign / sum.attack)
    const abroad = sample.language === 'en' ? 1 : abroadWeight
    return { ...sample, weight: sample.weight * share * abroad }
  })
}
