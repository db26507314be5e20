/** One thing that is wrong, or doubtful, in a configuration. Lines and columns count from 1. */
export interface ConfigIssue {
  readonly severity: 'error' | 'warning'
  readonly file: string
  readonly line?: number | undefined
  readonly column?: number | undefined
  readonly path: string
  readonly message: string
  /** The line itself, secrets masked. */
  readonly source?: string | undefined
}

/** A configuration that was refused, with everything that is wrong in it; holds no secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly issues: readonly ConfigIssue[]

  constructor(issues: readonly ConfigIssue[]) {
    super(renderIssues(issues))
    this.issues = issues
  }
}

/** The report: `file:line:column  path  message`, the line, and a caret. */
export function renderIssues(issues: readonly ConfigIssue[]): string {
  return issues.map(renderIssue).join('\n')
}

function renderIssue(issue: ConfigIssue): string {
  const { file, line, column, path, source } = issue
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`
  const warning = issue.severity === 'warning' ? 'warning: ' : ''
  const head = [place, path, warning + issue.message].filter((part) => part !== '').join('  ')
  if (line === undefined || source === undefined) return head
  const at = (column ?? 1) - 1
  const from = at > 100 ? at - 60 : 0
  const shown = source.slice(from, from + 120)
  const gap = shown.slice(0, at - from).replaceAll(/[^\t]/g, ' ')
  return `${head}\n${String(line).padStart(7)} | ${shown}\n        | ${gap}^`
}
