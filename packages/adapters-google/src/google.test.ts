import { Secret, type ChatRequest, type Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { google } from './google.ts'
import { vertex } from './vertex.ts'

const request: ChatRequest = {
  operation: 'chat',
  model: 'm',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
  stream: false,
}

function at(adapter: ReturnType<typeof google>, target: Partial<Target> = {}, stream = false) {
  const whole: Target = { id: 't', provider: adapter.provider, model: 'gemini-x', ...target }
  const sent = adapter.chat?.[0]?.encodeRequest({ ...request, stream }, whole).request
  return `${sent?.method ?? ''} ${sent?.origin ?? ''}${sent?.path ?? ''}`
}

describe('where requests go', () => {
  test('the Gemini API, and whatever stands in for it', () => {
    const root = 'POST https://generativelanguage.googleapis.com/v1beta'
    expect(at(google())).toBe(`${root}/models/gemini-x:generateContent`)
    expect(at(google(), {}, true)).toBe(`${root}/models/gemini-x:streamGenerateContent?alt=sse`)
    expect(at(google(), { model: 'tunedModels/a b' })).toBe(
      `${root}/tunedModels/a%20b:generateContent`,
    )
    expect(at(google({ baseUrl: 'http://localhost:9/google/' }))).toBe(
      'POST http://localhost:9/google/v1beta/models/gemini-x:generateContent',
    )
  })

  test('Vertex AI by region, globally, and express without a project', () => {
    const path = 'publishers/google/models/gemini-x:generateContent'
    const place = 'v1/projects/p/locations'
    const adapter = vertex({ project: 'p', region: 'europe-west4' })
    expect(at(adapter)).toBe(
      `POST https://europe-west4-aiplatform.googleapis.com/${place}/europe-west4/${path}`,
    )
    expect(at(adapter, { region: 'global' })).toBe(
      `POST https://aiplatform.googleapis.com/${place}/global/${path}`,
    )
    expect(at(adapter, { region: 'eu' })).toBe(
      `POST https://aiplatform.eu.rep.googleapis.com/${place}/eu/${path}`,
    )
    expect(at(vertex({}))).toBe(`POST https://aiplatform.googleapis.com/v1/${path}`)
  })
})

describe('keys', () => {
  const wire = { method: 'POST', origin: 'https://x.test', path: '/', headers: ['a', 'b'] } as const
  const credential = { id: 'k', key: new Secret('token') }

  test('the Gemini API takes a key header, never the query', async () => {
    const signed = await google().authorize(wire, credential, 0)
    expect(signed).toEqual({ ...wire, headers: ['a', 'b', 'x-goog-api-key', 'token'] })
  })

  test('Vertex takes the key as a bearer token, or an express key from its field', async () => {
    const adapter = vertex({ project: 'p', region: 'global' })
    const bearer = await adapter.authorize(wire, credential, 0)
    expect(bearer.headers).toEqual(['a', 'b', 'authorization', 'Bearer token'])
    const fields = { 'x-goog-api-key': new Secret('express') }
    const express = await adapter.authorize(wire, { ...credential, fields }, 0)
    expect(express.headers).toEqual(['a', 'b', 'x-goog-api-key', 'express'])
  })
})

test('what a target knows of itself goes over what the wire can do', () => {
  const capabilities = google().capabilities({
    id: 't',
    provider: 'google',
    model: 'm',
    capabilities: { reasoning: 'level', maxStops: 3 },
  })
  expect(capabilities).toMatchObject({ reasoning: 'level', maxStops: 3, jsonSchema: 'native' })
  expect(google().readRateLimits(['x-ratelimit-limit', '1'], 0)).toEqual([])
})
