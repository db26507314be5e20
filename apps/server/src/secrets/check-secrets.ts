import type { FeatureCheckContext } from '../config/feature-sections.ts'
import type { Finding } from '../config/finding.ts'

/** One way into a vault, and a key-encryption key of the right size. */
export function secretsFindings({ sections }: FeatureCheckContext): readonly Finding[] {
  const { vault, kek } = sections.secrets ?? {}
  const findings: Finding[] = []
  const ways = [vault?.token, vault?.approle, vault?.kubernetes].filter((way) => way !== undefined)
  if (vault !== undefined && ways.length !== 1)
    findings.push({
      path: ['secrets', 'vault'],
      at: 'key',
      message: 'needs one of "token", "approle" and "kubernetes"',
    })
  if (kek !== undefined && Buffer.from(kek, 'base64').length !== 32)
    findings.push({ path: ['secrets', 'kek'], message: 'must be 32 bytes in base64' })
  return findings
}
