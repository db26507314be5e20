import type { JsonObject } from '@signalbox/core'
import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'

const mail = 'jane.doe@example.com'
const key = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc'
const card = '4111111111111111'
const accessKey = 'AKIAZQ3DJ5MTL7RVN2WX'

let simulator: Simulator
let gateway: Gateway

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  const { url } = simulator
  gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: {
        chat: { adapter: 'openai', apiKey: 'k', baseUrl: `${url}/openai/v1`, api: 'chat' },
        responses: {
          adapter: 'openai',
          apiKey: 'k',
          baseUrl: `${url}/openai/v1`,
          api: 'responses',
        },
        messages: { adapter: 'anthropic', apiKey: 'k', baseUrl: `${url}/anthropic` },
        generate: { adapter: 'google', apiKey: 'k', baseUrl: `${url}/google` },
      },
      safety: { default: 'standard' },
    }),
  )
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
})
beforeEach(() => simulator.clear())

const user = { role: 'user', content: 'x' }
const answer = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' }
const asked = { role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] }
const generate = '/v1beta/models/generate%2Fgemini-2.5-flash:generateContent'

/** What stands around the odd part of each request. */
const around: Readonly<Record<string, (odd: JsonObject) => readonly [string, object]>> = {
  chat: (odd) => ['/v1/chat/completions', { model: 'chat/gpt-4o-mini', messages: [user], ...odd }],
  part: (odd) => [
    '/v1/chat/completions',
    { model: 'chat/gpt-4o-mini', messages: [{ role: 'user', content: [odd] }] },
  ],
  call: (odd) => [
    '/v1/chat/completions',
    {
      model: 'chat/gpt-4o-mini',
      messages: [
        user,
        { role: 'assistant', tool_calls: [{ id: 'c', type: 'function', function: odd }] },
        { role: 'tool', tool_call_id: 'c', content: 'y' },
      ],
    },
  ],
  responses: (odd) => ['/v1/responses', { model: 'responses/gpt-4o-mini', input: 'x', ...odd }],
  item: (odd) => ['/v1/responses', { model: 'responses/gpt-4o-mini', input: [user, answer, odd] }],
  messages: (odd) => [
    '/v1/messages',
    { model: 'messages/claude-haiku-4-5', max_tokens: 9, messages: [user], ...odd },
  ],
  block: (odd) => [
    '/v1/messages',
    {
      model: 'messages/claude-haiku-4-5',
      max_tokens: 9,
      messages: [user, { role: 'assistant', content: [odd] }, user],
    },
  ],
  args: (args) => [
    generate,
    { contents: [{ role: 'model', parts: [{ functionCall: { name: 'f', args } }] }] },
  ],
  response: (response) => [
    generate,
    {
      contents: [asked, { role: 'user', parts: [{ functionResponse: { name: 'f', response } }] }],
    },
  ],
  generate: (odd) => [generate, { contents: [{ parts: [{ text: 'x' }] }], ...odd }],
  completions: (odd) => ['/v1/completions', { model: 'chat/gpt-4o-mini', prompt: 'x', ...odd }],
}

const places = String.raw`
chat {"user":"$all"}
chat {"metadata":{"id":"$all"}}
chat {"metadata":{"a":"data:image/png,$key"}}
chat {"metadata":{"$access":"x"}}
chat {"stop":["$all"]}
chat {"logit_bias":{"$all":1}}
chat {"prediction":{"type":"content","content":[{"type":"text","text":"$all"}]}}
chat {"response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"default":{"id":"$all"}}}}}
chat {"tools":[{"type":"function","function":{"name":"f","parameters":{"default":{"id":"$all"}}}}]}
chat {"tools":[{"type":"function","function":{"name":"f","parameters":{"const":{"file_data":"$all"}}}}]}
chat {"odd":{"deep":[["$all"]]}}
part {"type":"text","text":"x","id":"$all"}
part {"type":"text","text":"x","id":"data:,$all"}
part {"type":"odd","odd":{"call_id":"$all"}}
part {"type":"image_url","image_url":{"url":"data:image/png,$key"}}
part {"type":"image_url","image_url":{"url":"https://x.example/a?k=$key"}}
part {"type":"file","file":{"filename":"a","file_data":"data:image/png,$all"}}
part {"type":"file","file":{"filename":"a","file_data":"$all"}}
call {"name":"f","arguments":"{\"a\":\"{\\\"b\\\":\\\"$all\\\"}\"}"}
call {"name":"f","arguments":"{\"card\": $card}"}
call {"name":"f","arguments":"{\"$all\": 1}"}
responses {"user":"$all","prompt_cache_key":"$all"}
responses {"prompt":{"id":"p","variables":{"id":"$all"}}}
item {"type":"function_call_output","call_id":"c","output":[{"type":"input_text","text":"$all"}]}
item {"type":"file_search_call","id":"s","status":"completed","queries":["q"],"results":[{"text":"t","attributes":{"id":"$all"}}]}
item {"type":"mcp_call","id":"m","name":"f","server_label":"s","arguments":"{}","output":"$all"}
item {"type":"code_interpreter_call","id":"m","code":"x","container_id":"c","outputs":[{"type":"logs","logs":"$all"}]}
item {"type":"computer_call","id":"r","call_id":"c","action":{"type":"type","text":"$all"}}
messages {"metadata":{"user_id":"$all"}}
messages {"tools":[{"name":"f","input_schema":{"type":"object"},"input_examples":[{"id":"$all","url":"$all","signature":"$all"}]}]}
messages {"mcp_servers":[{"type":"url","name":"a","url":"https://x.example/?k=$key"}]}
block {"type":"tool_use","id":"t","name":"f","input":{"card":$card}}
block {"type":"tool_use","id":"t","name":"f","input":{"id":"$all","source":{"data":"$all"}}}
block {"type":"tool_use","id":"$all","name":"f","input":{}}
block {"type":"text","text":"a","citations":[{"type":"char_location","cited_text":"$all","document_index":0}]}
args {"id":"$all"}
args {"blob":{"data":"$all"}}
args {"card":$card}
response {"id":"$all"}
response {"thoughtSignature":"$all","cachedContent":"$all"}
response {"inlineData":{"data":"$all","mimeType":"image/png"}}
generate {"labels":{"id":"$all"}}
generate {"generationConfig":{"stopSequences":["$all"],"responseSchema":{"enum":["$all"]}}}
completions {"suffix":"$all","user":"$all"}
`

const lines = places.trim().split('\n')

test.each(lines)('nothing that must not be sent is in %s', async (line) => {
  const [kind = '', ...rest] = line.split(' ')
  const values = { $all: `${mail} ${key}`, $key: key, $card: card, $access: accessKey }
  const odd = rest.join(' ').replaceAll(/\$[a-z]+/g, (name) => Reflect.get(values, name) as string)
  const [path, body] = around[kind]?.(JSON.parse(odd) as JsonObject) ?? ['', {}]
  const response = await gateway.fetch(
    new Request(`http://gateway${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
  const told = await response.text()
  const isGoverned =
    response.headers.has('x-signalbox-safety') || told.includes('stopped this request')
  expect(isGoverned).toBe(true)
  const sent = JSON.stringify(await simulator.journal())
  for (const value of Object.values(values)) expect(sent).not.toContain(value)
})
