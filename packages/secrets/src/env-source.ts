import { Secret, type SecretSource } from '@signalbox/core'

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** `env:NAME`; by default the variables of the process, where there is one. */
export function envSource(environment: Environment = ownEnvironment()): SecretSource {
  return {
    scheme: 'env',
    async resolve(name) {
      const value = environment[name]?.trim()
      if (value === undefined || value === '')
        throw new TypeError(`The environment variable ${name} is not set.`)
      return { value: new Secret(value), version: '1' }
    },
  }
}

function ownEnvironment(): Environment {
  const { process: runtime } = globalThis as { readonly process?: { readonly env?: Environment } }
  return runtime?.env ?? {}
}
