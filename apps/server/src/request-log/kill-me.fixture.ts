import { sqliteRequestLog } from './request-log.ts'
import { sampleRecord } from './sample-record.ts'

const log = sqliteRequestLog({ file: process.argv[2] ?? '' })
setInterval(() => {
  for (let i = 0; i < 20; i++) log.write(sampleRecord())
  process.stdout.write(`${String(log.stats().acknowledged)}\n`)
}, 1)
