import { z } from 'zod'

const turns = z.array(
  z.object({
    role: z.string(),
    parts: z.array(z.object({ type: z.string(), content: z.unknown().optional() })),
  }),
)

/** What the user said last in kept content, which is what the router read; empty where it was cut. */
export function lastUserText(input: string): string {
  let kept: unknown
  try {
    kept = JSON.parse(input)
  } catch {
    return ''
  }
  const { data = [] } = turns.safeParse(kept)
  const last = data.findLast(({ role }) => role === 'user')
  return (last?.parts ?? [])
    .map(({ type, content }) => (type === 'text' && typeof content === 'string' ? content : ''))
    .join('')
}
