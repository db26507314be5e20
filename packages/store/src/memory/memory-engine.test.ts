import { storeSuite } from '@signalbox/testing'

import { memoryEngine } from './memory-engine.ts'

storeSuite(() => memoryEngine(), {
  name: 'memory engine',
  claims: ['bus', 'jobs', 'ledger', 'settings'],
})
