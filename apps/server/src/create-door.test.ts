import { connect, type AddressInfo, type Socket } from 'node:net'

import { expect, test } from 'vitest'

import { createDoor } from './create-door.ts'

const starts = {
  silent: '',
  'half a head': 'POST / HTTP/1.1\r\nhost: x\r\nx-sl',
  'half a body': 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"mod',
}

test('500 sockets that never finish a request keep nobody out, and are closed', async () => {
  const server = createDoor(
    (request, response) => {
      request.resume().on('end', () => response.end('served'))
      request.on('error', () => undefined)
    },
    { headersMs: 300, requestMs: 1500, checkMs: 50 },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const open = (start: string, count: number) =>
    Promise.all(Array.from({ length: count }, () => begun(port, start)))
  const idle = [...(await open(starts.silent, 200)), ...(await open(starts['half a head'], 200))]
  const slow = await open(starts['half a body'], 100)

  expect(await (await fetch(`http://127.0.0.1:${String(port)}`)).text()).toBe('served')
  await Promise.all(idle.map(closed))
  expect(slow.filter((socket) => socket.closed)).toHaveLength(0)
  await Promise.all(slow.map(closed))
  server.closeAllConnections()
  server.close()
})

function begun(port: number, start: string): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.resume().on('error', () => undefined)
      socket.write(start)
      resolve(socket)
    })
  })
}

async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve))
}
