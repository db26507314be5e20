import { connect, createServer } from 'node:net'

/** Moves bytes between two ports without knowing HTTP: the floor of any proxy in Node. */
const [, , listen, upstream] = process.argv

createServer({ noDelay: true }, (client) => {
  const server = connect({ port: Number(upstream), host: '127.0.0.1', noDelay: true })
  client.pipe(server).pipe(client)
  client.on('error', () => server.destroy())
  server.on('error', () => client.destroy())
}).listen(Number(listen), '127.0.0.1', 4096, () => {
  process.stdout.write('ready\n')
})
