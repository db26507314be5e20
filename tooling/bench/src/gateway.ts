import { createServer } from 'node:http'

import { createGateway, parseConfig } from '@signalbox/server'

/** The reference server over one provider: ports of gateway and provider in argv. */
const [, , listen, upstream] = process.argv
const gateway = createGateway(
  await parseConfig({
    version: 1,
    providers: {
      bench: {
        adapter: 'openai',
        api: 'chat',
        apiKey: 'k',
        baseUrl: `http://127.0.0.1:${String(upstream)}/v1`,
      },
    },
  }),
)
createServer({ noDelay: true }, gateway.listener).listen(Number(listen), '127.0.0.1', 4096, () => {
  process.stdout.write('ready\n')
})
