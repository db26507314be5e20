import type { Finding, Surface } from '../types.ts'

/** A finding over a whole surface, as guards give them. */
export function wholeFinding(
  surface: Surface,
  about: { readonly detector: string; readonly category: string; readonly score: number },
): Finding {
  const { detector, category, score } = about
  return {
    detector,
    type: `GUARD:${category}`,
    path: surface.path,
    start: 0,
    end: surface.text.length,
    score: Math.min(1, Math.max(0, score)),
    rule: category,
  }
}
