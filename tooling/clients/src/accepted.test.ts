import { describe, expect, test } from 'vitest'

import { acceptances, encodeStream } from './accept.ts'
import { decodeStream, haveRecordings, recordedStreams } from './recorded-streams.ts'

describe.skipIf(!haveRecordings)('recorded streams, rendered in every dialect', () => {
  const streams = recordedStreams()

  test('there are streams of all six wires', () => {
    expect(new Set(streams.map(({ codec }) => codec.wire)).size).toBe(6)
  })

  const decoded = streams.map((stream) => ({ ...stream, events: decodeStream(stream) }))
  const isFailed = ({ events }: (typeof decoded)[number]) =>
    events.some(({ type }) => type === 'error')

  describe.each(acceptances)('$dialect.name', ({ dialect, read }) => {
    test.each(decoded.filter((stream) => !isFailed(stream)))(
      '$file is accepted by the official client',
      async ({ events }) => {
        const wanted = events
          .map((event) => (event.type === 'part-delta' && isText(events, event) ? event.text : ''))
          .join('')
        expect(await read(encodeStream(dialect, events))).toBe(wanted)
      },
    )

    test.each(decoded.filter(isFailed))(
      '$file, which failed, is an error for the official client',
      async ({ events }) => {
        await expect(read(encodeStream(dialect, events))).rejects.toThrow(/\w/)
      },
    )
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
