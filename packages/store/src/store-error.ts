/** Why a store did not do what it was asked. */
export type StoreFailure =
  | 'unavailable'
  | 'overloaded'
  | 'disk-full'
  | 'locked'
  | 'corrupt'
  | 'newer-schema'
  | 'missing-client'
  | 'closed'
  | 'failed'

/** An engine's refusal; the message says what to do, never what was stored. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly reason: StoreFailure

  constructor(reason: StoreFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** Runs a lazy `import()` of an optional client; names the package to install when it is not there. */
export async function loadClient<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    throw new StoreError('missing-client', `This store needs a package: npm install ${name}`, {
      cause,
    })
  }
}
