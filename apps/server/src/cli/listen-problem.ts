/** Why a server could not listen, as a sentence that says what to do; other errors are thrown on. */
export function listenProblem(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const where = `${host}:${String(port)}`
  if (code === 'EADDRINUSE')
    return `${where} is already in use: stop the program that listens there, or choose another port with --port or PORT.`
  if (code === 'EACCES')
    return `Listening on ${where} is not permitted: ports below 1024 belong to root; choose another with --port or PORT.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `"${host}" is no address of this machine: use 127.0.0.1, or another one with --host or HOST.`
  throw error
}
