import { GatewayError, type Completion, type JsonObject, type Part } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { objects } from '../json-fields.ts'
import { responsesCodec } from './codec.ts'
import { decodeBody } from './decode-request.ts'
import { encodeResponseObject } from './response-object.ts'
import { decodeResponseObject } from './response.ts'

const request = decodeBody({ model: 'm', input: 'x', temperature: 0.5, instructions: 'be kind' })

function thrown(body: unknown): GatewayError {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  try {
    responsesCodec().decodeResponse({ status: 200, headers: [], body: bytes }, request)
  } catch (error) {
    if (GatewayError.is(error)) return error
  }
  throw new Error('Nothing was thrown.')
}

function written(content: readonly Part[], more: Partial<Completion> = {}): JsonObject {
  return encodeResponseObject(
    {
      id: 'msg_01',
      model: 'claude',
      candidates: [{ message: { role: 'assistant', content }, finish: { reason: 'stop' } }],
      ...more,
    },
    request,
  )
}

function firstContent(response: JsonObject): JsonObject | undefined {
  const [message] = objects(response['output'])
  return objects(message?.['content'])[0]
}

describe('a response object', () => {
  test('that failed is its error', () => {
    const error = { code: 'rate_limit_exceeded', message: 'Try again in 20ms.' }
    const failed = thrown({ id: 'r', status: 'failed', output: [], error })
    expect([failed.kind, failed.details.retryAfterMs]).toEqual(['rate_limited', 20])
    expect(thrown({ error: { code: 401, message: 'No.' } }).details.verdict).toBe('auth_invalid')
  })

  test('that is none is malformed', () => {
    expect(thrown({ choices: [] }).details.verdict).toBe('malformed')
    expect(thrown([]).details.verdict).toBe('malformed')
  })

  test('of another wire repeats its request and has an id of its own', () => {
    expect(written([{ type: 'text', text: 'hi' }])).toMatchObject({
      id: 'resp_msg01',
      object: 'response',
      status: 'completed',
      model: 'claude',
      instructions: 'be kind',
      temperature: 0.5,
      top_p: 1,
      tools: [],
      usage: null,
      output: [{ id: 'msg_sb_msg01_0', role: 'assistant', status: 'completed' }],
    })
  })

  test('takes citations of other wires as annotations', () => {
    const text: Part = {
      type: 'text',
      text: 'hi',
      citations: [
        { type: 'url_citation', url_citation: { url: 'u', title: 't' } },
        { type: 'web_search_result_location', url: 'v', cited_text: 'c' },
        { type: 'char_location', document_index: 0 },
      ],
    }
    expect(firstContent(written([text]))?.['annotations']).toEqual([
      { type: 'url_citation', url: 'u', title: 't' },
      { type: 'url_citation', start_index: 0, end_index: 0, url: 'v', title: 'v' },
    ])
  })

  test('shows a picture as the result of the image tool and drops what has no form', () => {
    const image = { type: 'base64', data: 'AA', mediaType: 'image/png' } as const
    const output = written([
      { type: 'media', kind: 'image', source: image },
      { type: 'media', kind: 'audio', source: image },
      { type: 'server-tool', phase: 'call', tool: 't', callId: 'c', value: {} },
      { type: 'opaque', wire: 'x', kind: 'k', value: {} },
    ])['output']
    expect(output).toEqual([
      { id: 'ig_sb_msg01_0', type: 'image_generation_call', status: 'completed', result: 'AA' },
    ])
  })

  test('carries logprobs of another wire in its text', () => {
    const content = [{ token: 'a', logprob: 0 }]
    const response = written([], {
      candidates: [
        {
          message: { role: 'assistant', content: [{ type: 'text', text: 'a' }] },
          finish: { reason: 'stop' },
          logprobs: { content },
        },
      ],
    })
    expect(firstContent(response)?.['logprobs']).toEqual(content)
  })

  test('whose ending was changed says the new one', () => {
    const body = { id: 'resp_1', model: 'm', status: 'completed', output: [] }
    const completion = decodeResponseObject(body)
    const [candidate] = completion.candidates
    if (candidate === undefined) throw new Error('There is no candidate.')
    const cut = { ...candidate, finish: { reason: 'content-filter' as const } }
    expect(encodeResponseObject({ ...completion, candidates: [cut] }, request)).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'content_filter' },
    })
  })
})
