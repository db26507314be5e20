/** Whether arrays and objects stand in each other more than `levels` deep; looks no further than that. */
export function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  return parts.some((part) => nestsDeeper(part, levels - 1))
}
