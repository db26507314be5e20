import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Where a simulator speaks for the real hosts. */
const paths: Readonly<Record<string, string>> = {
  'api.openai.com': '/openai',
  'api.anthropic.com': '/anthropic',
  'generativelanguage.googleapis.com': '/google',
  'api.cohere.com': '/cohere',
  'bedrock-runtime.us-east-1.amazonaws.com': '/bedrock',
}

/** A listener that hands requests for real hosts to the simulated providers. */
export interface Forward extends AsyncDisposable {
  readonly port: number
}

/** Starts one on a free port; a host that nobody simulates is answered with 502. */
export async function openForward(simulatorUrl: string): Promise<Forward> {
  const server = createServer((incoming, response) => {
    const { host = '', ...headers } = incoming.headers
    const path = paths[host]
    if (path === undefined) {
      response.writeHead(502).end(`nobody simulates ${host}`)
      return
    }
    const outgoing = httpRequest(
      `${simulatorUrl}${path}${incoming.url ?? ''}`,
      { method: incoming.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      },
    )
    outgoing.once('error', () => response.destroy())
    incoming.pipe(outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
