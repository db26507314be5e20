import {
  isJsonObject,
  type ChatDialect,
  type ChatRequest,
  type Inbound,
  type JsonObject,
} from '@signalbox/core'

import { headersOf, type Recording } from './recordings.ts'

/** The body of a recorded request; undefined when it was not kept or is no object. */
export function requestBody({ request }: Recording): JsonObject | undefined {
  return isJsonObject(request.body) ? request.body : undefined
}

/** A recorded request as a client of the dialect would have sent it. */
export function decodedRequest(
  dialect: ChatDialect,
  recording: Recording,
  body: JsonObject = requestBody(recording) ?? {},
): ChatRequest {
  const { params, ...inbound } = inboundOf(dialect, recording, body)
  return dialect.decodeRequest(body, inbound, params)
}

/** The request of a recording, or a bare one where it was not kept. */
export function requestOf(recording: Recording, dialect: ChatDialect | undefined): ChatRequest {
  if (dialect !== undefined && requestBody(recording) !== undefined)
    return decodedRequest(dialect, recording)
  return {
    operation: 'chat',
    model: modelOf(recording),
    messages: [],
    stream: recording.stream,
    streamUsage: true,
  }
}

/** The model a recording asked for, wherever its wire says it. */
export function modelOf(recording: Recording): string {
  const model = requestBody(recording)?.['model']
  if (typeof model === 'string') return model
  const inPath = /\/models?\/([^/:?]+)/.exec(decoded(new URL(recording.request.url).pathname))
  return inPath?.[1] ?? recording.model ?? 'a-model'
}

function inboundOf(
  dialect: ChatDialect,
  { request }: Recording,
  body: JsonObject,
): Inbound & { readonly params: Readonly<Record<string, string>> } {
  const url = new URL(request.url)
  const path = decoded(url.pathname)
  const rest = {
    method: request.method,
    query: url.search.slice(1),
    headers: headersOf(request.headers),
    body: new TextEncoder().encode(JSON.stringify(body)),
  }
  for (const surface of dialect.surfaces) {
    const params = bound(surface.path, path)
    if (params === undefined) continue
    const filled = surface.path.replaceAll(/\{(\w+)\*?\}/g, (_, name: string) => params[name] ?? '')
    return { ...rest, path: filled, params }
  }
  return { ...rest, path, params: {} }
}

/** Compares from the pattern's last fixed folder on: providers put other prefixes in front. */
function bound(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const first = pattern.indexOf('{')
  const from = pattern.lastIndexOf('/', first === -1 ? pattern.length : first - 2)
  const names: string[] = []
  const pieces = pattern.slice(Math.max(0, from)).split(/(\{\w+\*?\})/)
  const source = pieces.map((piece) => {
    const name = /^\{(\w+)(\*?)\}$/.exec(piece)
    if (name === null) return piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    names.push(name[1] ?? '')
    return name[2] === '*' ? '(.+)' : '([^/]+)'
  })
  const hit = new RegExp(`${source.join('')}$`).exec(path)
  if (hit === null) return undefined
  return Object.fromEntries(names.map((name, index) => [name, hit[index + 1] ?? '']))
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
