import { expect, test } from 'vitest'

import { decodeLine, encodeLine } from './log-line.ts'
import { sampleAttempt, sampleRecord } from './sample-record.ts'

test('a line says all that its record does, money to the last digit', () => {
  const attempts = [
    sampleAttempt({ nanoUsd: null, verdict: 'stalled', errorType: 'idle_timeout' }),
    sampleAttempt({ n: 2, nanoUsd: undefined, tokens: undefined }),
    sampleAttempt({ n: 3, nanoUsd: 9_007_199_254_740_993n }),
  ]
  const record = sampleRecord({
    attempts,
    savedNanoUsd: 5n,
    tags: ['a'],
    cache: { kind: 'exact', result: 'miss' },
    guards: [{ name: 'pii', stage: 'input', action: 'pass', us: 4 }],
    warnings: ['dropped seed'],
    traceId: 't',
  })
  const { nanoUsd, savedNanoUsd, attempts: _, ...rest } = record
  expect(decodeLine(encodeLine(record))).toEqual({
    ...JSON.parse(JSON.stringify(rest)),
    nanoUsd: String(nanoUsd),
    savedNanoUsd: String(savedNanoUsd),
    attempts: attempts.map((attempt) => {
      const cost = attempt.nanoUsd
      return { ...attempt, nanoUsd: cost === undefined || cost === null ? cost : String(cost) }
    }),
  })
  expect(decodeLine(encodeLine(sampleRecord())).savedNanoUsd).toBeUndefined()
})
