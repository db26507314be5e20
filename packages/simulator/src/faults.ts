import type { Knobs } from './knobs.ts'
import { Refusal } from './refusal.ts'

/** Refuses by `fail=STATUS:SHARE` with the next number that `draw` gives for the model. */
export function drawFailure(knobs: Knobs, base: string, draw: (model: string) => number): void {
  if (knobs.fail === undefined) return
  const [what = '', share = '1'] = knobs.fail.split(':')
  if (draw(base) >= Number(share)) return
  const wait = knobs['retry-after']
  const kept = { keepStatus: true }
  const waiting = wait === undefined ? kept : { ...kept, retryAfterSeconds: wait }
  switch (what) {
    case 'context':
      throw new Refusal(400, '', { ...kept, reason: 'context', tokens: 200_001, limit: 200_000 })
    case 'quota':
      throw new Refusal(429, '', { ...waiting, reason: 'quota' })
    case '404':
      throw new Refusal(404, '', { ...waiting, reason: 'model', code: base })
    case '429':
      throw new Refusal(429, '', { retryAfterSeconds: 1, ...waiting })
    default: {
      const status = Number(what)
      throw new Refusal(status >= 400 && status <= 599 ? status : 500, '', waiting)
    }
  }
}
