import { adapterSuite } from '@signalbox/testing'

import { bedrock } from './bedrock.ts'

const recordings = new URL('../../../../shared/fixtures/recordings/', import.meta.url)

adapterSuite({
  adapter: bedrock({ region: 'us-east-1' }),
  recordings,
  exceptions: {
    'bedrock/converse-stream/0005.json': 'events of another project as text, not what was sent',
  },
})
