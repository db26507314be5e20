import { readFileSync } from 'node:fs'
import { extname, resolve } from 'node:path'

import { placeKey, type Finding, type Place, type Tree } from './finding.ts'
import type { Environment } from './from-environment.ts'
import type { Path } from './path.ts'
import { readYaml } from './read-yaml.ts'

/** A configuration with the policies of other files in it, and which files those are. */
export interface Included {
  readonly tree: Tree
  /** Absolute. */
  readonly files: readonly string[]
}

/** Where other files are looked for. */
export interface IncludeOptions {
  readonly folder: string
  readonly env: Environment
}

// Places of another file are counted from far beyond the longest text.
const farAway = 2 ** 21

/** Replaces `policies: { file }`, and `{ file }` in place of a policy, by what stands in that file. */
export function includePolicies(tree: Tree, { folder, env }: IncludeOptions): Included {
  const files: string[] = []
  let whole = tree
  include(['policies'])
  for (const path of names(whole)) include(path)
  return { tree: whole, files }

  function include(path: Path): void {
    const name = fileAt(whole.value, path)
    if (name === undefined) return
    const file = resolve(folder, name)
    files.push(file)
    whole = graft(whole, path, { name, tree: read(file, name, path), from: files.length * farAway })
  }

  function read(file: string, name: string, path: Path): Tree {
    const readFile = (other: string) => readFileSync(resolve(folder, other), 'utf8')
    try {
      const json = extname(file) === '.json'
      return readYaml(readFileSync(file, 'utf8'), { env, readFile }, { json, under: path })
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
      const message = `the file ${name} cannot be read (${code})`
      return { value: {}, places: new Map(), literals: [], findings: [{ path, message }] }
    }
  }
}

function names({ value }: Tree): readonly Path[] {
  const policies = isGroup(value) ? value['policies'] : undefined
  return isGroup(policies) ? Object.keys(policies).map((name) => ['policies', name]) : []
}

function fileAt(root: unknown, path: Path): string | undefined {
  const value = path.reduce<unknown>((at, step) => (isGroup(at) ? at[step] : undefined), root)
  if (!isGroup(value) || Object.keys(value).length !== 1) return undefined
  const { file } = value
  return typeof file === 'string' ? file : undefined
}

interface Part {
  readonly name: string
  readonly tree: Tree
  readonly from: number
}

function graft(tree: Tree, path: Path, part: Part): Tree {
  const { places, findings, literals, locate } = part.tree
  const shift = (offset: number | undefined) =>
    offset === undefined ? undefined : offset + part.from
  const shifted = [...places].map(([key, place]): [string, Place] => [
    key,
    { ...place, key: shift(place.key), value: shift(place.value) },
  ])
  const before = tree.locate
  return {
    value: replaced(tree.value, path, part.tree.value ?? {}),
    places: new Map([...[...tree.places].filter(([key]) => key !== fileKey(path)), ...shifted]),
    findings: [
      ...tree.findings,
      ...findings.map((finding): Finding => ({
        ...finding,
        path: finding.path.length === 0 ? path : finding.path,
        offset: shift(finding.offset),
      })),
    ],
    // The schema knows no such key, but the name of a file is no secret.
    literals: [...tree.literals.filter((text) => text !== part.name), ...literals],
    locate:
      before === undefined
        ? undefined
        : (offset) =>
            offset >= part.from && locate !== undefined
              ? { ...locate(offset - part.from), file: part.name }
              : before(offset),
  }
}

function fileKey(path: Path): string {
  return placeKey([...path, 'file'])
}

function replaced(root: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  const group = isGroup(root) ? root : {}
  return { ...group, [step]: replaced(group[step], rest, value) }
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
