import { GatewayError, Secret, type Logger } from '@signalbox/core'
import { expect, test } from 'vitest'

import { createRedactor } from './redactor.ts'

const canary = 'sk-canary/with+odd(letters)*$^'

function redactor() {
  const made = createRedactor()
  made.add(new Secret(canary))
  made.add(new Secret('short'))
  return made
}

test('every form of a live value goes, and nothing else', () => {
  const made = redactor()
  expect(made.text(`a ${canary} b ${encodeURIComponent(canary)} c short d`)).toBe(
    'a [secret] b [secret] c short d',
  )
})

test('a value inside another is no obstacle to the longer one', () => {
  const made = createRedactor()
  made.add(new Secret('abcdefgh'))
  made.add(new Secret('abcdefgh-and-more'))
  expect(made.text('abcdefgh-and-more abcdefgh')).toBe('[secret] [secret]')
})

test('the logger never writes one, however deep it lies', () => {
  const lines: unknown[] = []
  const line = (message: string, fields?: object) => void lines.push(message, fields)
  const logger: Logger = { debug: line, info: line, warn: line, error: line }
  const error = new GatewayError('upstream_error', `bad ${canary}`, {
    origin: 'provider',
    body: { list: [{ echo: canary }] },
    cause: new Error(canary),
  })
  redactor()
    .logger(logger)
    .error(`at ${canary}`, { error, deep: [{ more: { key: canary } }] })
  const written = JSON.stringify(lines)
  expect(written).not.toContain(canary)
  expect(written.match(/\[secret\]/g)?.length).toBeGreaterThanOrEqual(5)
  expect(lines[1]).toMatchObject({ error: { kind: 'upstream_error', message: 'bad [secret]' } })
})
