import { adapterSuite, dialectSuite } from '@signalbox/testing'

import { anthropic } from './anthropic.ts'
import { anthropicMessages } from './dialects/index.ts'
import { messagesCodec } from './messages/codec.ts'

const recordings = new URL('../../../../shared/fixtures/recordings/', import.meta.url)

adapterSuite({ adapter: anthropic(), recordings, dialects: [anthropicMessages] })
dialectSuite({ dialect: anthropicMessages, recordings, codec: messagesCodec })
