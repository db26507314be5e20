import { describe, expect, test } from 'vitest'

import { acceptances, encodeStream } from './accept.ts'
import { decodeStream, haveRecordings, recordedStreams } from './recorded-streams.ts'

describe.skipIf(!haveRecordings)('recorded streams, rendered in every dialect', () => {
  const streams = recordedStreams()

  test('there are streams of all four wires', () => {
    expect(new Set(streams.map(({ codec }) => codec.wire)).size).toBe(4)
  })

  describe.each(acceptances)('$dialect.name', ({ dialect, read }) => {
    test.each(streams)('$file is accepted by the official client', async (stream) => {
      const events = decodeStream(stream)
      const failed = events.some(({ type }) => type === 'error')
      const text = encodeStream(dialect, events)
      if (failed) {
        await expect(read(text)).rejects.toThrow()
        return
      }
      const wanted = events
        .map((event) => (event.type === 'part-delta' && isText(events, event) ? event.text : ''))
        .join('')
      expect(await read(text)).toBe(wanted)
    })
  })
})

type Delta = { readonly candidate: number; readonly index: number }

function isText(events: ReturnType<typeof decodeStream>, delta: Delta): boolean {
  const start = events.find(
    (event) =>
      event.type === 'part-start' &&
      event.candidate === delta.candidate &&
      event.index === delta.index,
  )
  return start?.type === 'part-start' && start.part.type === 'text'
}
