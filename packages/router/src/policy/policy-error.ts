/** One fault of a policy; line, column and offset are within the expression at `path`. */
export interface PolicyIssue {
  /** Dotted, such as `policies.cheap.rules.0.when`. */
  readonly path: string
  readonly message: string
  /** A name that is none of these, for who can guess what was meant. */
  readonly unknown?: { readonly name: string; readonly known: readonly string[] } | undefined
  readonly line?: number | undefined
  readonly column?: number | undefined
  readonly offset?: number | undefined
}

/** A name that stands for no policy. */
export function noPolicy(path: string, name: string, known: Iterable<string>): PolicyIssue {
  return { path, message: `There is no policy "${name}".`, unknown: { name, known: [...known] } }
}

/** Every fault of a policy at once; the one in force stays. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
  readonly issues: readonly PolicyIssue[]

  constructor(issues: readonly PolicyIssue[]) {
    super(issues.map(({ path, message }) => `${path}: ${message}`).join('\n'))
    this.issues = issues
  }
}
