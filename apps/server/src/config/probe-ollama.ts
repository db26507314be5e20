import { z } from 'zod'

const tags = z.object({ models: z.array(z.object({ name: z.string() })) })

/** The models of a local Ollama, or undefined when none answers in time. */
export async function probeOllama(
  address = 'http://127.0.0.1:11434',
  timeoutMs = 300,
): Promise<readonly string[] | undefined> {
  try {
    const answer = await fetch(`${address}/api/tags`, { signal: AbortSignal.timeout(timeoutMs) })
    if (!answer.ok) return undefined
    const { models } = tags.parse(await answer.json())
    return models.map(({ name }) => name)
  } catch {
    // Nothing there, or something else that uses the port: no Ollama either way.
    return undefined
  }
}
