import { murmur3 } from '../murmur3.ts'
import { createCompiler } from './compile-policy.ts'
import type { CompiledPolicy } from './compiled-policy.ts'
import { mergePolicy } from './merge-policy.ts'
import { noPolicy, PolicyError, type PolicyIssue } from './policy-error.ts'
import { policySchema } from './policy-schema.ts'
import type { Policy } from './policy.ts'
import { presets } from './presets.ts'

/** Checks and compiles named policies together; the four presets are always among them. Throws a `PolicyError` with every fault. */
export function compilePolicies(
  written: Readonly<Record<string, Policy>>,
  version: string = versionOf(written),
): ReadonlyMap<string, CompiledPolicy> {
  const issues: PolicyIssue[] = []
  const valid = new Map<string, Policy>()
  for (const preset of presetNames()) valid.set(preset, { objective: { preset } })
  for (const [name, policy] of Object.entries(written)) {
    const { success, data, error } = policySchema.safeParse(policy)
    if (success) valid.set(name, data)
    else
      for (const issue of error.issues)
        issues.push({ path: ['policies', name, ...issue.path].join('.'), message: issue.message })
  }
  const compiled = new Map<string, CompiledPolicy>()
  for (const name of valid.keys()) {
    const whole = resolve(name, valid, issues)
    if (whole === undefined) continue
    const policy = createCompiler(issues, valid).compile(whole, { name, version })
    compiled.set(name, policy)
  }
  if (issues.length > 0) throw new PolicyError(issues)
  return compiled
}

function presetNames(): readonly (keyof typeof presets)[] {
  return ['cheap', 'balanced', 'fast', 'best']
}

function resolve(
  name: string,
  policies: ReadonlyMap<string, Policy>,
  issues: PolicyIssue[],
): Policy | undefined {
  const chain: Policy[] = []
  const seen = new Set<string>()
  for (let at: string | undefined = name; at !== undefined;) {
    const policy = policies.get(at)
    const path = `policies.${name}.extends`
    if (policy === undefined) {
      issues.push(noPolicy(path, at, policies.keys()))
      return undefined
    }
    if (seen.has(at)) {
      issues.push({ path, message: `The chain comes back to "${at}".` })
      return undefined
    }
    seen.add(at)
    chain.unshift(policy)
    at = policy.extends
  }
  return chain.reduce((base, patch) => mergePolicy(base, patch))
}

/** The same text, the same version. */
export function versionOf(value: unknown): string {
  const text = JSON.stringify(value)
  const hex = (seed: number) => murmur3(text, seed).toString(16).padStart(8, '0')
  return hex(1) + hex(2)
}
