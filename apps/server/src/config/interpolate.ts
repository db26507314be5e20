/** Where references are looked up. `readFile` throws when there is no such file. */
export interface ReferenceSources {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly readFile: (path: string) => string
}

/** A text with its references replaced; `problem` says which could not be. */
export interface Interpolated {
  readonly text: string
  /** The names that were used: `env NAME`, `file /path`, `default of NAME`. */
  readonly references: readonly string[]
  readonly problem?: string | undefined
}

/**
 * Replaces `${VAR}`, `${VAR:-default}` and `${file:/path}`; `$${` is a literal `${`.
 * Works on one value, never on the file's text, so that no value can inject structure.
 */
export function interpolate(text: string, sources: ReferenceSources): Interpolated {
  if (!text.includes('${')) return { text, references: [] }
  const references: string[] = []
  const problems: string[] = []
  const result = text.replaceAll(
    /(\$?)\$\{([^}]*)(\}?)/g,
    (whole, escape: string, body: string, close: string) => {
      if (escape === '$') return whole.slice(1)
      const found = close === '' ? unclosed : lookUp(body, sources)
      if (found.problem !== undefined) problems.push(found.problem)
      if (found.reference !== undefined) references.push(found.reference)
      return found.value ?? ''
    },
  )
  return problems.length === 0
    ? { text: result, references }
    : { text: result, references, problem: problems.join('; ') }
}

interface Found {
  readonly value?: string
  readonly reference?: string
  readonly problem?: string
}

const unclosed: Found = { problem: 'a "${" without its "}" (write "$${" for the two characters)' }

function lookUp(body: string, { env, readFile }: ReferenceSources): Found {
  if (body.startsWith('file:')) return fromFile(body.slice('file:'.length), readFile)
  const match = /^([A-Za-z_]\w*)(?::-([\s\S]*))?$/.exec(body)
  const name = match?.[1]
  if (name === undefined)
    return { problem: 'not a reference: write ${NAME}, ${NAME:-default} or ${file:/path}' }
  const value = Object.hasOwn(env, name) ? env[name] : undefined
  const fallback = match?.[2]
  if (fallback !== undefined && (value === undefined || value === ''))
    return { value: fallback, reference: `default of ${name}` }
  if (value === undefined)
    return {
      problem: `the environment variable ${name} is not set (or give a default: \${${name}:-…})`,
    }
  return { value, reference: `env ${name}` }
}

function fromFile(path: string, readFile: (path: string) => string): Found {
  if (path === '') return { problem: 'a file reference needs a path: ${file:/path}' }
  try {
    return { value: readFile(path).replace(/\r?\n$/, ''), reference: `file ${path}` }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return { problem: `the file ${path} cannot be read (${code})` }
  }
}
