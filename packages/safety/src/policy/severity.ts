import type { Action } from '../types.ts'

/** What a verdict can call for. */
export type ActionName = Action['type'] | 'none'

const order: Readonly<Record<ActionName, number>> = {
  block: 7,
  route: 6,
  pseudonymize: 5,
  redact: 5,
  mask: 5,
  hash: 5,
  encrypt: 5,
  defang: 4,
  spotlight: 3,
  flag: 2,
  none: 0,
}

/** How strong an action is; the stronger one wins where two findings overlap. */
export function severity(action: ActionName): number {
  return order[action]
}

/** Whether an action replaces the text that was found. */
export function edits(action: ActionName): boolean {
  return order[action] === 5 || action === 'defang'
}

/** The stronger of two; the first where they are equal. */
export function stronger(a: ActionName, b: ActionName): ActionName {
  return order[b] > order[a] ? b : a
}
