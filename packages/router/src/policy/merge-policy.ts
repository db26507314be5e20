import type { Policy } from './policy.ts'

type Tree = Readonly<Record<string, unknown>>

/** A policy on top of the one it extends: objects merge, lists and values are replaced. */
export function mergePolicy(base: Policy, patch: Policy | Tree): Policy {
  return merge(base, patch) as Policy
}

function merge(base: unknown, patch: unknown): unknown {
  if (!isTree(base) || !isTree(patch)) return patch === undefined ? base : patch
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(patch)) merged[key] = merge(base[key], value)
  return merged
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
