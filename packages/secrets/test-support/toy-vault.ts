import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A secret server over a real socket, as much of Vault's API as is used. */
export interface ToyVault extends AsyncDisposable {
  readonly url: string
  readonly requests: string[]
  value: string
  version: number
  leaseSeconds: number
  sealed: boolean
  /** Sessions end before their lease. */
  forget(): void
}

/** Starts one that takes AppRole `role`/`secret-id` and Kubernetes `sa-jwt`. */
export async function toyVault(): Promise<ToyVault> {
  let sessions = new Set<string>()
  const requests: string[] = []

  function answer(request: IncomingMessage, body: string): [number, object] {
    const token = String(request.headers['x-vault-token'])
    if (vault.sealed) return [503, { errors: ['Vault is sealed'] }]
    const login = /^\/v1\/auth\/(approle|kubernetes)\/login$/.exec(request.url ?? '')?.[1]
    if (login !== undefined) {
      const given = JSON.parse(body) as Record<string, string>
      const right =
        login === 'approle' ? given['secret_id'] === 'secret-id' : given['jwt'] === 'sa-jwt'
      if (!right) return [400, { errors: [`bad ${given['secret_id'] ?? ''}`] }]
      return [200, { auth: session() }]
    }
    if (!sessions.has(token)) return [403, { errors: ['permission denied'] }]
    if (request.url === '/v1/auth/token/renew-self')
      return [200, { auth: { ...session(), client_token: token } }]
    if (request.url !== '/v1/kv/data/llm') return [404, { errors: [] }]
    const { value, version } = vault
    return [200, { data: { data: { openai: value, other: 'x' }, metadata: { version } } }]
  }

  function session(): object {
    const token = `session-${String(sessions.size + 1)}`
    sessions.add(token)
    return { client_token: token, lease_duration: vault.leaseSeconds, renewable: true }
  }

  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      requests.push(`${request.method ?? ''} ${request.url ?? ''}`)
      const [status, value] = answer(request, body)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const vault: ToyVault = {
    url: `http://127.0.0.1:${String(port)}`,
    requests,
    value: 'sk-first',
    version: 1,
    leaseSeconds: 3600,
    sealed: false,
    forget: () => void (sessions = new Set()),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
  return vault
}
