import { adapterSuite } from '@signalbox/testing'

import { cohere } from './cohere.ts'

const recordings = new URL('../../../../shared/fixtures/recordings/', import.meta.url)

adapterSuite({ adapter: cohere(), recordings, runs: 20 })
