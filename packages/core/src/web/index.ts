export { fetchTransport } from './fetch-transport.ts'
export { handler } from './handler.ts'
