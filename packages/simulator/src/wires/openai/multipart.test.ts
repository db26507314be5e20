import { expect, test } from 'vitest'

import { readMultipart } from './multipart.ts'

test('reads fields and files, bytes untouched', () => {
  const bytes = Buffer.from([0, 13, 10, 255])
  const raw = Buffer.concat([
    Buffer.from('--B\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n'),
    Buffer.from(
      '--B\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\nContent-Type: x/y\r\n\r\n',
    ),
    bytes,
    Buffer.from('\r\n--B--\r\n'),
  ])
  const parts = readMultipart('multipart/form-data; boundary=B', raw)
  expect(parts.map(({ name, filename }) => [name, filename])).toEqual([
    ['purpose', undefined],
    ['file', 'a.bin'],
  ])
  expect(parts[0]?.data.toString()).toBe('batch')
  expect(parts[1]?.data).toEqual(bytes)
})

test('another content type has no parts', () => {
  expect(readMultipart('application/json', Buffer.from('{}'))).toEqual([])
})
