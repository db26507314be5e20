import {
  GatewayError,
  type JsonObject,
  type JsonValue,
  type Leaf,
  type LeafPath,
} from '@signalbox/core'

import type { Limits, Surface } from '../types.ts'

/** Says what a string is; undefined: unknown, so it is the user's and scanned. */
export type Classify = (path: LeafPath, body: JsonObject) => Leaf | undefined

/** One string of a body, and where to write it back. */
export interface BodySurface extends Surface {
  readonly place: LeafPath
  readonly json: boolean
  readonly tool: string | undefined
}

/** All strings of a body that people or models read. */
export interface BodySurfaces {
  readonly surfaces: readonly BodySurface[]
  /** Media that nobody looked into. */
  readonly unscanned: number
}

const unknown: Leaf = { role: 'metadata', trust: 'user', editable: true, kind: 'meta' }
/** Text in `data:` URLs and other media is read up to here. */
const maxMediaText = 1_048_576

interface Entry {
  readonly value: JsonValue | undefined
  readonly place: LeafPath
}

/** Walks a body without recursion; deeper, or more strings, than the limits is refused. */
export function walkBody(body: JsonObject, classify: Classify, limits: Limits = {}): BodySurfaces {
  const { maxDepth = 64, maxLeaves = 10_000 } = limits
  const surfaces: BodySurface[] = []
  let unscanned = 0
  const stack: Entry[] = [{ value: body, place: [] }]
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { value, place } = entry
    if (typeof value === 'number' && isLong(value)) {
      const leaf = classify(place, body)
      if (isData(leaf)) surfaces.push(surfaceOf(place, String(value), leaf))
      if (surfaces.length > maxLeaves) throw tooLarge('more strings', maxLeaves)
      continue
    }
    if (typeof value === 'string') {
      const leaf = asItLooks(value, classify(place, body) ?? unknown)
      const text = isProse(leaf) ? undefined : mediaText(value, leaf)
      if (text === null) unscanned += 1
      if (typeof text === 'string') surfaces.push(surfaceOf(place, text, fileOf(leaf)))
      if (leaf.exempt === undefined && (text === undefined || !isBytes(value)))
        surfaces.push(surfaceOf(place, value, leaf))
      if (surfaces.length > maxLeaves) throw tooLarge('more strings', maxLeaves)
      continue
    }
    if (typeof value !== 'object' || value === null) continue
    if (place.length >= maxDepth) throw tooLarge('deeper', maxDepth)
    const inside: Entry[] = []
    if (isList(value))
      for (const [index, item] of value.entries())
        inside.push({ value: item, place: [...place, index] })
    else
      for (const [key, item] of Object.entries(value)) {
        if (isTelling(key)) surfaces.push(keySurface([...place, key], key))
        inside.push({ value: item, place: [...place, key] })
      }
    for (const item of inside.toReversed()) stack.push(item)
  }
  return { surfaces, unscanned }
}

/** JSON Pointer of a place. */
export function pointerOf(place: LeafPath): string {
  return place
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
}

function surfaceOf(place: LeafPath, text: string, leaf: Leaf): BodySurface {
  const { role, trust, editable, kind, json = false, tool } = leaf
  return { path: pointerOf(place), place, role, trust, text, editable, kind, json, tool }
}

function keySurface(place: LeafPath, key: string): BodySurface {
  return { ...surfaceOf(place, key, { ...unknown, editable: false }), kind: 'key' }
}

/** Names of fields say nothing; a key that could hold a value is looked at. */
function isTelling(key: string): boolean {
  return key.length > 24 || /[^\w$-]|\d{6}|[A-Z\d]{16}/.test(key)
}

/** Ids and bytes are written in few characters: what is not is read, whatever its field is called. */
function asItLooks(value: string, leaf: Leaf): Leaf {
  const { exempt, ...read } = leaf
  if (exempt === undefined) return leaf
  const isKnown =
    exempt === 'id'
      ? /^[\w+/=.:~-]*$/.test(value)
      : /^[\w+/=\s-]*$/.test(value.replace(/^data:[^,]{0,600};base64,/i, ''))
  return isKnown ? leaf : read
}

/** What tools are given and what they give back may hold a card number as a number. */
function isData(leaf: Leaf | undefined): leaf is Leaf {
  if (leaf?.editable !== true) return false
  return leaf.kind === 'args' || (leaf.kind === 'text' && leaf.trust === 'external')
}

/** Shorter numbers are nobody's. */
function isLong(value: number): boolean {
  return Number.isSafeInteger(value) && Math.abs(value) >= 1e8
}

/** The text of a file comes from outside, and another cannot stand in its place. */
function fileOf(leaf: Leaf): Leaf {
  return { ...leaf, trust: 'external', kind: 'text', editable: false }
}

/** What people write may begin like a file, and is none; nor is an id. */
function isProse({ editable, kind, exempt }: Leaf): boolean {
  return exempt === 'id' || (exempt === undefined && editable && kind !== 'meta')
}

/** Whether there is nothing in a `data:` URL but what its bytes are written with. */
function isBytes(value: string): boolean {
  return /^data:[^,]{0,600};base64,[a-z\d+/=]*$/i.test(value)
}

/** The text that media holds; null for other media, undefined for what is none. */
function mediaText(value: string, { exempt, mediaType }: Leaf): string | null | undefined {
  const embedded = embeddedText(value)
  if (embedded !== undefined || exempt !== 'media') return embedded
  return mediaType === undefined
    ? null
    : (embeddedText(`data:${mediaType};base64,${value}`) ?? null)
}

/** The text in a `data:` URL of text; null for other media, undefined for what is no such URL. */
function embeddedText(value: string): string | null | undefined {
  const match = /^data:([^;,]{0,100})((?:;[^;,]{1,100}){0,4}),/i.exec(value)
  if (match === null) return undefined
  const [head, type = '', parameters = ''] = match
  if (!/^(?:text\/|application\/json)/i.test(type) || value.length > maxMediaText * 1.4) return null
  const data = value.slice(head.length)
  try {
    if (!/;base64$/i.test(parameters)) return decodeURIComponent(data)
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0))
    return new TextDecoder().decode(bytes)
  } catch {
    return null
  }
}

function tooLarge(what: string, limit: number): GatewayError {
  return new GatewayError(
    what === 'deeper' ? 'invalid_request' : 'payload_too_large',
    `The body has ${what} than ${String(limit)}${what === 'deeper' ? ' levels' : ''}; send less.`,
    { origin: 'client' },
  )
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
