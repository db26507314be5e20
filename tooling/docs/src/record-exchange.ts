import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes a recording, as the conformance suites read it, of one whole answer of the simulator. */
export async function recordExchange(simulatorUrl: string, folder: string): Promise<void> {
  const body = {
    model: 'claude-haiku-4-5',
    max_tokens: 100,
    messages: [{ role: 'user', content: 'Hello' }],
  }
  const headers = { 'content-type': 'application/json', 'anthropic-version': '2023-06-01' }
  const response = await fetch(`${simulatorUrl}/anthropic/v1/messages`, {
    method: 'POST',
    headers: { ...headers, 'x-api-key': 'demo' },
    body: JSON.stringify(body),
  })
  const recording = {
    id: 'hello',
    provider: 'anthropic',
    api: 'messages',
    stream: false,
    request: { method: 'POST', url: 'https://api.anthropic.com/v1/messages', headers, body },
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.json(),
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'hello.json'), JSON.stringify(recording))
}
