import { isAlias, isMap, isScalar, isSeq, type Document, type YAMLMap } from 'yaml'

import { placeKey, type Place, type Tree } from './finding.ts'
import type { ReferenceSources } from './interpolate.ts'
import type { Path } from './path.ts'
import { showPlaceholders } from './placeholders.ts'
import { readText, type Notes } from './read-text.ts'

const maxValues = 20_000
const maxAliases = 100
const maxDepth = 64

interface Walk extends Notes {
  readonly document: Document.Parsed
  readonly places: Map<string, Place>
  values: number
  aliases: number
  stopped: boolean
}

/** A parsed document, as it stands `under` a path, as plain values: references replaced, aliases expanded within bounds. */
export function walkYaml(
  document: Document.Parsed,
  sources: ReferenceSources,
  under: Path = [],
): Tree {
  const walk: Walk = {
    document,
    sources,
    places: new Map(),
    findings: [],
    literals: [],
    values: 0,
    aliases: 0,
    stopped: false,
  }
  const value = visit(walk, document.contents, under, undefined)
  const { places, findings, literals } = walk
  return { value, places, findings, literals }
}

function visit(walk: Walk, node: unknown, path: Path, key: number | undefined): unknown {
  const offset = offsetOf(node) ?? key
  walk.places.set(placeKey(path), { key, value: offset, references: [] })
  if (walk.stopped) return undefined
  if (++walk.values > maxValues || path.length > maxDepth)
    return stop(walk, path, 'the file expands to too much: remove nested aliases (*name)')
  if (isAlias(node)) {
    if (++walk.aliases > maxAliases) return stop(walk, path, 'too many aliases (*name)')
    const anchored = node.resolve(walk.document)
    if (anchored !== undefined) return visitAlias(walk, anchored, path, key, offset)
    walk.findings.push({ path, message: `*${node.source} refers to no &${node.source} above it` })
    return undefined
  }
  if (isMap(node)) return visitMap(walk, node, path)
  if (isSeq(node)) return node.items.map((item, i) => visit(walk, item, [...path, i], undefined))
  if (!isScalar(node)) return null
  if (typeof node.value !== 'string') return node.value
  const { value, references } = readText(showPlaceholders(node.value), path, walk)
  walk.places.set(placeKey(path), { key, value: offset, references })
  return value
}

function visitAlias(
  walk: Walk,
  node: unknown,
  path: Path,
  key: number | undefined,
  offset: number | undefined,
): unknown {
  const value = visit(walk, node, path, key)
  const inner = walk.places.get(placeKey(path))
  walk.places.set(placeKey(path), { key, value: offset, references: inner?.references ?? [] })
  return value
}

function visitMap(walk: Walk, map: YAMLMap, path: Path): unknown {
  const entries = new Map<string, unknown>()
  for (const pair of map.items) {
    const offset = offsetOf(pair.key)
    const name = keyName(pair.key)
    const message = keyProblem(name, entries)
    if (message !== undefined) walk.findings.push({ path: [...path, name ?? '?'], offset, message })
    else if (name !== undefined) entries.set(name, visit(walk, pair.value, [...path, name], offset))
  }
  return Object.fromEntries(entries)
}

function stop(walk: Walk, path: Path, message: string): undefined {
  walk.stopped = true
  walk.findings.push({ path, message })
  return undefined
}

function keyProblem(
  name: string | undefined,
  entries: ReadonlyMap<string, unknown>,
): string | undefined {
  if (name === undefined) return 'a key must be plain text'
  if (name === '__proto__') return 'is not allowed as a key'
  return entries.has(name) ? 'is the second key of this name: keep one' : undefined
}

function keyName(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined
  const { value } = key
  if (typeof value === 'string') return showPlaceholders(value)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function offsetOf(node: unknown): number | undefined {
  const ranged = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)
  return ranged ? node.range?.[0] : undefined
}
