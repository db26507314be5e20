import { getOrMake } from '../get-or-make.ts'
import { ErrorWindow, type ErrorRule, type WindowChange } from './error-window.ts'

const maxTasks = 256

/** Calls of one rule and task. */
export interface RuleCount {
  readonly task: string | undefined
  readonly requests: number
  readonly errors: number
}

/** What rules make of a target's errors: on all work, and on each task. */
export class RuleWindows {
  readonly #all = new Map<string, ErrorWindow>()
  readonly #tasks = new Map<string, Map<string, ErrorWindow>>()

  /** Counts for the task alone, or, without one, for all work. */
  add(
    rule: ErrorRule & { readonly key: string },
    { task, requests, errors }: RuleCount,
    now: number,
  ): WindowChange | undefined {
    return this.#window(rule, task)?.add(requests, errors, now)
  }

  /** Demoted by its errors on any work, or by its errors on this task. */
  demoted(ruleKey: string, task: string | undefined, now: number): boolean {
    if (this.#all.size === 0) return false
    if (this.#all.get(ruleKey)?.demoted(now) === true) return true
    if (task === undefined) return false
    return this.#tasks.get(ruleKey)?.get(task)?.demoted(now) === true
  }

  #window(
    rule: ErrorRule & { readonly key: string },
    task: string | undefined,
  ): ErrorWindow | undefined {
    if (task === undefined) return getOrMake(this.#all, rule.key, () => new ErrorWindow(rule))
    const tasks = getOrMake(this.#tasks, rule.key, () => new Map<string, ErrorWindow>())
    if (!tasks.has(task) && tasks.size >= maxTasks) return undefined
    return getOrMake(tasks, task, () => new ErrorWindow(rule))
  }
}
