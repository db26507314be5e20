import type { FeatureCheckContext } from '../config/feature-sections.ts'
import type { Finding } from '../config/finding.ts'

const minKeyLength = 24

/** What the schema of tenants cannot see: keys twice, keys that can be guessed. */
export function tenantFindings({ sections }: FeatureCheckContext): readonly Finding[] {
  const owners = new Map<string, string>()
  return Object.entries(sections.tenants ?? {}).flatMap(([name, { keys = [] }]) => {
    const findings: Finding[] = []
    const ids = keys.map(({ id }) => id)
    keys.forEach(({ id, value }, i) => {
      const path = ['tenants', name, 'keys', i] as const
      const owner = owners.get(value)
      if (ids.indexOf(id) !== i)
        findings.push({ path: [...path, 'id'], message: `"${id}" names two keys` })
      if (owner !== undefined)
        findings.push({
          path: [...path, 'value'],
          message: `is the key ${owner} too: nobody could tell them apart`,
        })
      else if (value.length < minKeyLength)
        findings.push({
          severity: 'warning',
          path: [...path, 'value'],
          message: `is shorter than ${String(minKeyLength)} characters: it can be guessed`,
        })
      owners.set(value, `${name}/${id}`)
    })
    return findings
  })
}
