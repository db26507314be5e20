import type { MediaPart } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { encodeMedia } from './media.ts'

function encode(part: Omit<MediaPart, 'type'>) {
  const warnings: string[] = []
  const block = encodeMedia({ type: 'media', ...part }, 'p', (code, path, detail) => {
    warnings.push(`${code} ${path} ${detail}`)
  })
  return { block, warnings }
}

const base64 = (mediaType: string, data = 'AA==') => ({ type: 'base64', data, mediaType }) as const

describe('what is taken', () => {
  test.each([
    ['image', base64('image/jpg'), { image: { format: 'jpeg', source: { bytes: 'AA==' } } }],
    [
      'image',
      { type: 'url', url: 'data:image/webp;base64,BB==' },
      { image: { format: 'webp', source: { bytes: 'BB==' } } },
    ],
    [
      'file',
      base64('application/pdf'),
      { document: { format: 'pdf', name: 'Document', source: { bytes: 'AA==' } } },
    ],
    [
      'file',
      { type: 'text', text: 'né' },
      { document: { format: 'txt', name: 'Document', source: { bytes: 'bsOp' } } },
    ],
    ['file', base64('image/png'), { image: { format: 'png', source: { bytes: 'AA==' } } }],
    ['video', base64('video/quicktime'), { video: { format: 'mov', source: { bytes: 'AA==' } } }],
    ['audio', base64('audio/mpeg'), { audio: { format: 'mp3', source: { bytes: 'AA==' } } }],
    [
      'image',
      { type: 'url', url: 's3://bucket/a.jpg' },
      { image: { format: 'jpeg', source: { s3Location: { uri: 's3://bucket/a.jpg' } } } },
    ],
  ] as const)('%s of %j', (kind, source, block) => {
    expect(encode({ kind, source })).toEqual({ block, warnings: [] })
  })

  test('a document without a telling type is what its name says', () => {
    const { block } = encode({
      kind: 'file',
      name: 'Q3 report:  final.xlsx',
      source: base64('application/octet-stream'),
    })
    expect(block).toMatchObject({ document: { format: 'xlsx', name: 'Q3 report- final-xlsx' } })
  })
})

test.each([
  ['image', { type: 'url', url: 'https://a.example/a.png' }, 'send the bytes of this image'],
  ['image', base64('image/tiff'), 'does not take this image'],
  ['file', { type: 'file', id: 'f1', provider: 'openai' }, 'does not take this file'],
  ['file', base64('application/zip'), 'does not take this file'],
] as const)('%s of %j is dropped and said so', (kind, source, detail) => {
  const { block, warnings } = encode({ kind, source })
  expect(block).toBeUndefined()
  expect(warnings).toEqual([expect.stringContaining(detail)])
})
