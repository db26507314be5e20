import { postgresRequestLog, sqliteRequestLog } from './request-log.ts'
import { sampleRecord } from './sample-record.ts'

const [, , place = ''] = process.argv
const log = place.startsWith('postgres:')
  ? postgresRequestLog({ url: place })
  : sqliteRequestLog({ file: place })
setInterval(() => {
  for (let i = 0; i < 20; i++) log.write(sampleRecord())
  process.stdout.write(`${String(log.stats().acknowledged)}\n`)
}, 1)
