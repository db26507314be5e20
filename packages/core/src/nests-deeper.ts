/** Whether arrays and objects stand in each other more than `levels` deep; looks no further than that. */
export function nestsDeeper(value: unknown, levels: number): boolean {
  return typeof value === 'object' && value !== null && isDeeper(value, levels)
}

/** On the way of every request: only what may nest is called for, and nothing is made. */
function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true
  if (Array.isArray(value)) {
    for (const part of value as readonly unknown[])
      if (typeof part === 'object' && part !== null && isDeeper(part, levels - 1)) return true
    return false
  }
  for (const name in value) {
    const part: unknown = (value as Readonly<Record<string, unknown>>)[name]
    if (typeof part === 'object' && part !== null && isDeeper(part, levels - 1)) return true
  }
  return false
}
