import { exposureProblem } from '../cli/exposure.ts'
import { checkConfig } from '../config/check-config.ts'
import { checkRouting } from '../config/check-routing.ts'
import type { ConfigIssue } from '../config/config-error.ts'
import type { Config } from '../config/config.ts'
import { toIssue, type Tree } from '../config/finding.ts'
import { withListen } from '../config/listen.ts'
import { readYaml } from '../config/read-yaml.ts'
import { policiesSection, type PoliciesSection } from '../config/sections/policies.ts'
import type { RoutingPart } from '../routing/routing-part.ts'

/** A whole configuration, or the rules of routing alone, as somebody sent them. */
export interface ConfigChange {
  readonly kind: 'config' | 'policies'
  readonly text: string
}

/** What a change means where it is taken. */
export interface ChangePlace {
  readonly config: () => Config
  /** What the file says, whatever is in force. */
  readonly file: () => Config
  readonly routing: () => RoutingPart
  /** The policies of the file, under those of the store. */
  readonly written: () => PoliciesSection
}

/** What it comes to: a configuration, or everything that is wrong. */
export type TakenChange =
  | {
      readonly next: Config
      readonly warnings: readonly ConfigIssue[]
      /** Where nothing else was sent. */
      readonly policies?: PoliciesSection | undefined
    }
  | { readonly errors: readonly ConfigIssue[] }

/** Checks a change as a file is checked; nothing is in force yet. */
export function takeChange(change: ConfigChange, place: ChangePlace): Promise<TakenChange> {
  const tree = readYaml(change.text, {
    env: {},
    readFile() {
      throw new Error('a request reads no files')
    },
  })
  switch (change.kind) {
    case 'config':
      return takeConfig(tree, place)
    case 'policies':
      return Promise.resolve(takePolicies(tree, place))
  }
}

/** Without providers those of the file stay, so that every replica comes to the same. */
async function takeConfig(tree: Tree, { file }: ChangePlace): Promise<TakenChange> {
  const before = file()
  const { built, findings } = await checkConfig(tree, async () => ({
    config: before,
    origins: new Map(),
  }))
  const issues = findings.map((finding) => toIssue(finding, tree, 'body'))
  const errors = issues.filter(({ severity }) => severity === 'error')
  if (built === undefined || errors.length > 0) return { errors }
  const next = withListen(built.config, before.server)
  const exposed = exposureProblem(next)
  if (exposed === undefined) return { next, warnings: issues }
  return { errors: [{ severity: 'error', file: 'body', path: 'server', message: exposed }] }
}

function takePolicies(tree: Tree, { config, routing, written }: ChangePlace): TakenChange {
  const parsed = policiesSection.safeParse(tree.value)
  if (!parsed.success) {
    const findings = parsed.error.issues.map(({ path, message }) => ({
      path: path.map((step) => (typeof step === 'symbol' ? '?' : step)),
      message,
    }))
    return { errors: findings.map((finding) => toIssue(finding, tree, 'body')) }
  }
  const policies = parsed.data
  const next = { ...config(), policies: { ...written(), ...policies } }
  const inPlace = nested(tree)
  const wrong = checkRouting(next, inPlace, routing().prices)
  if (wrong.length === 0) return { next, policies, warnings: [] }
  return { errors: wrong.map((finding) => toIssue(finding, inPlace, 'body')) }
}

/** The body of PUT …/policies stands where `policies` stands in a file. */
function nested(tree: Tree): Tree {
  return {
    ...tree,
    places: new Map(
      [...tree.places].map(([key, place]) => [
        JSON.stringify(['policies', ...(JSON.parse(key) as readonly (string | number)[])]),
        place,
      ]),
    ),
  }
}
