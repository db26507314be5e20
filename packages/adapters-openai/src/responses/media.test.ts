import type { MediaPart } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { replyContext, type ItemContext } from './item-context.ts'
import { encodeMedia } from './media.ts'

const base64 = { type: 'base64', data: 'AA', mediaType: 'application/pdf' } as const

function encoded(part: Omit<MediaPart, 'type'>) {
  const losses: string[] = []
  const context: ItemContext = {
    ...replyContext,
    native: false,
    reply: false,
    keepsFilesOf: (provider) => provider === 'openai',
    warn: (code, path) => losses.push(`${code} ${path}`),
  }
  return [encodeMedia({ type: 'media', ...part }, context, 'p'), losses.length] as const
}

describe('media of another wire', () => {
  test.each([
    [
      { kind: 'file', source: base64 },
      { type: 'input_file', filename: 'file.pdf', file_data: 'data:application/pdf;base64,AA' },
    ],
    [
      { kind: 'file', name: 'a.pdf', source: { type: 'url', url: 'https://x' } },
      { type: 'input_file', file_url: 'https://x', filename: 'a.pdf' },
    ],
    [
      { kind: 'file', source: { type: 'text', text: 'plain' } },
      { type: 'input_text', text: 'plain' },
    ],
    [
      { kind: 'file', source: { type: 'file', id: 'file-1', provider: 'openai' } },
      { type: 'input_file', file_id: 'file-1' },
    ],
    [
      { kind: 'image', detail: 'low', source: { type: 'url', url: 'https://x' } },
      { type: 'input_image', image_url: 'https://x', detail: 'low' },
    ],
    [
      { kind: 'audio', source: { type: 'base64', data: 'AA', mediaType: 'audio/mpeg' } },
      { type: 'input_audio', input_audio: { data: 'AA', format: 'mp3' } },
    ],
  ] as const)('%j is written', (part, expected) => {
    expect(encoded(part)).toEqual([expected, 0])
  })

  test.each([
    { kind: 'file', source: { type: 'file', id: 'f', provider: 'anthropic' } },
    { kind: 'image', source: { type: 'text', text: 'x' } },
    { kind: 'audio', source: { type: 'url', url: 'https://x' } },
    { kind: 'video', source: base64 },
  ] as const)('%j is lost with a warning', (part) => {
    expect(encoded(part)).toEqual([undefined, 1])
  })
})
