import { sqliteRequestLog } from './request-log.ts'
import { sampleRecord } from './sample-record.ts'

const log = sqliteRequestLog({ file: process.argv[2] ?? '', print: true })
log.write(sampleRecord({ id: 'r-1', traceId: 't-1', requestedModel: 'sk-canary-0123456789abcdef' }))
await log.close()
