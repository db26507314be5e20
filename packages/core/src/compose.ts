import type { Context } from './context.ts'

/** Runs the rest of the pipeline; with a fork, runs it again for another attempt. */
export type Next = (context?: Context) => Promise<void>

/** Koa's shape. */
export type Middleware = (context: Context, next: Next) => Promise<void>

/** The cheap form for what only looks: `leave` runs in reverse order, also after a failure. */
export interface Stage {
  readonly name: string
  enter?(context: Context): void | Promise<void>
  leave?(context: Context): void
}

/** One middleware out of many; built once, a wrong entry throws here and not on a request. */
export function compose(...stack: readonly (Middleware | Stage)[]): Middleware {
  const layers = foldStages(stack)
  return function composed(context, next) {
    return run(layers, 0, context, next, undefined)
  }
}

/** One layer's use of the rest. */
interface Turn {
  used: boolean
  running: number
  rest: Promise<void> | undefined
}

async function run(
  layers: readonly Middleware[],
  index: number,
  context: Context,
  last: Next,
  above: Turn | undefined,
): Promise<void> {
  try {
    const layer = layers[index]
    if (layer === undefined) return await last(context)
    const turn: Turn = { used: false, running: 0, rest: undefined }
    await layer(context, (fork = context) => {
      turn.rest = rest(layers, index, context, fork, last, turn)
      return turn.rest
    })
    if (turn.running === 0) return
    // This error is the one to report; what nobody awaits must not end the process.
    turn.rest?.catch(() => undefined)
    throw new Error(`The middleware "${layer.name}" ended before the rest did: await next().`)
  } finally {
    if (above !== undefined) above.running--
  }
}

function rest(
  layers: readonly Middleware[],
  index: number,
  context: Context,
  fork: Context,
  last: Next,
  turn: Turn,
): Promise<void> {
  if (fork === context) {
    if (turn.used)
      return Promise.reject(
        new Error('next() was called twice; pass a fork to run the rest again.'),
      )
    turn.used = true
  }
  turn.running++
  return run(layers, index + 1, fork, last, turn)
}

function foldStages(stack: readonly (Middleware | Stage)[]): readonly Middleware[] {
  const layers: Middleware[] = []
  let stages: Stage[] = []
  const fold = () => {
    if (stages.length > 0) layers.push(stageRunner(stages))
    stages = []
  }
  for (const [index, entry] of stack.entries()) {
    if (typeof entry === 'function') {
      fold()
      layers.push(entry)
    } else if (isStage(entry)) stages.push(entry)
    else throw new TypeError(`Entry ${String(index)} is neither a middleware nor a stage.`)
  }
  fold()
  return layers
}

function isStage(entry: unknown): entry is Stage {
  if (typeof entry !== 'object' || entry === null || !('name' in entry)) return false
  return 'enter' in entry || 'leave' in entry
}

function stageRunner(stages: readonly Stage[]): Middleware {
  return async function runStages(context, next) {
    let entered = 0
    try {
      for (const stage of stages) {
        const wait = stage.enter?.(context)
        if (wait !== undefined) await wait
        entered++
      }
      await next()
    } finally {
      for (let i = entered - 1; i >= 0; i--) stages[i]?.leave?.(context)
    }
  }
}
