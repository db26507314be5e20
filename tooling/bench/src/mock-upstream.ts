import { createServer } from 'node:http'

import { chunksPerStream } from './load.ts'

/** A provider that costs as little as Node can: `PORT` of argv, JSON or 100 chunks of SSE. */
const answer = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'bench',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'x'.repeat(700), refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 200, completion_tokens: 100, total_tokens: 300 },
  }),
)

const chunk = (delta: object, finish: string | null) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'bench', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
const first = chunk({ role: 'assistant', content: '' }, null)
const middle = chunk({ content: ' word' }, null)
const last = `${chunk({}, 'stop')}data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"bench","choices":[],"usage":{"prompt_tokens":200,"completion_tokens":100,"total_tokens":300}}\n\ndata: [DONE]\n\n`

createServer((request, response) => {
  let body = ''
  request.setEncoding('latin1').on('data', (text: string) => (body += text))
  request.on('end', () => {
    if (!body.includes('"stream":true')) {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': answer.length,
      })
      response.end(answer)
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(first)
    let sent = 0
    const timer = setInterval(() => {
      response.write(middle)
      if (++sent < chunksPerStream) return
      clearInterval(timer)
      response.end(last)
    }, 5)
    response.on('close', () => {
      clearInterval(timer)
    })
  })
}).listen(Number(process.argv[2]), '127.0.0.1', 4096, () => {
  process.stdout.write('ready\n')
})
