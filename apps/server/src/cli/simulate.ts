import { listenProblem } from './listen-problem.ts'
import type { Terminal } from './terminal.ts'
import { untilStopped } from './until-stopped.ts'

/** `signalbox simulate`: the simulated providers, until a signal. */
export async function runSimulator(
  { port, seed, strict = false }: { port: number; seed: string; strict?: boolean },
  terminal: Terminal,
): Promise<number> {
  const { simulate } = await import('@signalbox/simulator')
  let simulator: Awaited<ReturnType<typeof simulate>>
  try {
    simulator = await simulate({ port, seed, strict })
  } catch (error) {
    terminal.err(listenProblem(error, '127.0.0.1', port))
    return 1
  }
  const { url } = simulator
  // Whoever reads the first line may send the signal: it must be heard by then.
  const stopped = untilStopped(terminal, () => simulator.close())
  terminal.out(`signalbox simulated providers on ${url} (DEMO)`)
  terminal.out(`  OpenAI     ${url}/openai/v1`)
  terminal.out(`  Anthropic  ${url}/anthropic`)
  terminal.out(`  Google     ${url}/google`)
  terminal.out(`  journal    ${url}/journal`)
  return stopped
}
