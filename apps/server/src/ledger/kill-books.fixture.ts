import { createServer } from 'node:http'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway } from '../create-gateway.ts'
import { openStores } from '../stores/open-stores.ts'

const [, , folder = '', config = '{}'] = process.argv
const gateway = createGateway(await parseConfig(JSON.parse(config) as object), {
  stores: openStores({ store: 'sqlite:signalbox.db' }, { cwd: folder }),
})
const server = createServer(gateway.listener)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${String(typeof address === 'object' ? address?.port : '')}\n`)
})
