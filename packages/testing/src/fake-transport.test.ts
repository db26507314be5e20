import { GatewayError, send, type TransportHandler, type WireRequest } from '@signalbox/core'
import { expect, test } from 'vitest'

import { fakeTransport } from './fake-transport.ts'
import { virtualClock } from './virtual-clock.ts'

const request: WireRequest = {
  method: 'POST',
  origin: 'http://x',
  path: '/',
  headers: [],
  body: 'q',
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

function listener(): TransportHandler & { readonly heard: string[] } {
  const heard: string[] = []
  return {
    heard,
    onHead: (status) => void heard.push(`head ${String(status)}`),
    onData: (bytes) => void heard.push(new TextDecoder().decode(bytes)),
    onEnd: () => void heard.push('end'),
    onError: (error) => void heard.push(`error ${error.kind}`),
  }
}

test('answers in order and repeats the last entry', async () => {
  const transport = fakeTransport([{ status: 503 }, { body: ['a', 'b'] }])
  const answers = []
  for (let call = 0; call < 3; call++) answers.push(await send(transport, request))
  expect(answers.map(({ status, body }) => [status, new TextDecoder().decode(body)])).toStrictEqual(
    [
      [503, ''],
      [200, 'ab'],
      [200, 'ab'],
    ],
  )
  expect(transport.requests).toStrictEqual([request, request, request])
})

test('gives nothing while paused and goes on after resume', async () => {
  const heard = listener()
  const control = fakeTransport([{ body: ['a', 'b'] }]).dispatch(request, {
    ...heard,
    onData: (bytes) => {
      heard.onData(bytes)
      control.pause()
    },
  })
  await turn()
  expect(heard.heard).toStrictEqual(['head 200', 'a'])
  control.resume()
  await turn()
  control.resume()
  await turn()
  expect(heard.heard).toStrictEqual(['head 200', 'a', 'b', 'end'])
})

test('an abort is heard once, with its reason, and nothing follows', async () => {
  const transport = fakeTransport([{ body: ['a'], hang: 'body' }])
  const heard = listener()
  const control = transport.dispatch(request, heard)
  await turn()
  control.abort(new DOMException('gone', 'AbortError'))
  control.abort(new Error('again'))
  control.resume()
  await turn()
  expect(heard.heard).toStrictEqual(['head 200', 'a', 'error cancelled'])
  expect(transport.aborted.get(0)).toBeInstanceOf(DOMException)
})

test('fails after the body, or before the head', async () => {
  const error = new GatewayError('upstream_error', 'Reset.')
  const after = listener()
  const before = listener()
  const transport = fakeTransport([
    { body: 'a', error },
    { noHead: true, error },
  ])
  transport.dispatch(request, after)
  transport.dispatch(request, before)
  await turn()
  expect(after.heard).toStrictEqual(['head 200', 'a', 'error upstream_error'])
  expect(before.heard).toStrictEqual(['error upstream_error'])
})

test('a silent provider is silent until somebody aborts', async () => {
  const heard = listener()
  const control = fakeTransport([{ hang: 'head' }]).dispatch(request, heard)
  await turn()
  expect(heard.heard).toStrictEqual([])
  control.abort(new Error('too long'))
  await turn()
  expect(heard.heard).toStrictEqual(['error internal'])
})

test('waits on the clock between chunks, whoever resumes', async () => {
  const clock = virtualClock()
  const heard = listener()
  const transport = fakeTransport([{ body: ['a', { waitMs: 50 }, 'b'] }], { clock })
  const control = transport.dispatch(request, heard)
  await clock.advance(49)
  control.resume()
  await clock.advance(0)
  expect(heard.heard).toStrictEqual(['head 200', 'a'])
  await clock.advance(1)
  expect(heard.heard).toStrictEqual(['head 200', 'a', 'b', 'end'])
})
