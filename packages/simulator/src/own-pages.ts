import type { ServerResponse } from 'node:http'

import type { Incoming } from './call.ts'
import type { Journal } from './journal.ts'
import { isObject } from './json.ts'
import { readKnobs, type Knobs } from './knobs.ts'

export interface OwnState {
  readonly journal: Journal
  readonly controlled: Map<string, Knobs>
}

const START_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>DEMO: simulated providers</title></head>
<body><h1>DEMO</h1>
<p>These are simulated model providers. Every answer is made up.</p>
<ul>
<li><code>/openai/v1</code> <code>/anthropic/v1</code> <code>/google/v1beta</code>
<code>/bedrock</code> <code>/ollama</code> <code>/cohere</code></li>
<li><code>GET /journal</code>, <code>DELETE /journal</code>: what was asked and what it cost</li>
<li><code>POST /control</code>: <code>{ "sim-fast": { "fail": "503:0.1", "ttft": 50 } }</code></li>
</ul></body></html>
`

/** Answers the start page, `/journal` and `/control`. */
export function answerOwn(incoming: Incoming, response: ServerResponse, state: OwnState): void {
  const { journal, controlled } = state
  switch (`${incoming.method} ${incoming.path}`) {
    case 'GET /':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(START_PAGE)
      return
    case 'GET /journal':
      reply(response, 200, { entries: journal.entries() })
      return
    case 'DELETE /journal':
      journal.clear()
      reply(response, 200, { entries: [] })
      return
    case 'GET /control':
      reply(response, 200, { models: Object.fromEntries(controlled) })
      return
    case 'DELETE /control':
      controlled.clear()
      reply(response, 200, { models: {} })
      return
    case 'POST /control':
      control(incoming, response, controlled)
      return
    default:
      reply(response, 404, { error: { message: `Nothing here: ${incoming.path}` } })
  }
}

function control(
  incoming: Incoming,
  response: ServerResponse,
  controlled: Map<string, Knobs>,
): void {
  const read = Object.entries(byModel(incoming.body)).map(([model, knobs]) => ({
    model,
    ...(isObject(knobs) ? readKnobs(knobs) : { knobs: {}, unknown: ['(not an object)'] }),
  }))
  const wrong = read.find(({ unknown }) => unknown.length > 0)
  if (wrong !== undefined || read.length === 0) {
    const what = wrong === undefined ? 'no model' : `${wrong.model}: ${wrong.unknown.join(', ')}`
    reply(response, 400, { error: { message: `Unknown or ill-typed knob: ${what}` } })
    return
  }
  for (const { model, knobs } of read) controlled.set(model, knobs)
  reply(response, 200, { models: Object.fromEntries(controlled) })
}

/** Knobs that stand alone are those of `model`, or of every model. */
function byModel(body: Incoming['body']): Incoming['body'] {
  if (Object.values(body).some((value) => typeof value === 'object')) return body
  const { model = '*', ...knobs } = body
  return Object.keys(knobs).length === 0 ? {} : { [String(model)]: knobs }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
