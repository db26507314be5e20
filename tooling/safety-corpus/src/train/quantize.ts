/** Weights in steps that fit one byte; those too small to matter become zero. */
export function quantize(weights: Float32Array): {
  readonly weights: Int8Array
  readonly scale: number
} {
  const sizes = weights.map(Math.abs).toSorted()
  const top = sizes[Math.floor(sizes.length * 0.9995)] ?? 1
  const scale = top / 45
  const bytes = Int8Array.from(weights, (weight) => {
    const step = Math.max(-45, Math.min(45, Math.round(weight / scale)))
    return Math.abs(step) < 2 ? 0 : step
  })
  return { weights: bytes, scale }
}
