/** `provider/model` as its two halves; the model may hold more slashes. */
export function splitTarget(text: string): { provider: string; model: string } | undefined {
  const slash = text.indexOf('/')
  if (slash <= 0 || slash === text.length - 1) return undefined
  return { provider: text.slice(0, slash), model: text.slice(slash + 1) }
}
