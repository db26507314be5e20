import type { LowRank } from './low-rank.ts'
import { hex } from './normal-form.ts'
import type { Mixture, QualityModel } from './quality-model.ts'
import { weightingOf, type Weighting } from './weighting.ts'
import { bucketCount } from './word-counts.ts'

/** What stands in clear at the head of an artifact. */
export interface ArtifactHeader {
  readonly format: 'router-model/2'
  readonly models: readonly string[]
  readonly tasks: readonly string[]
  readonly mixture: Mixture
  readonly dimensions: number
  readonly k: number
  /** Examples it was fitted on. */
  readonly n: number
  /** Fingerprint of the labels. */
  readonly data: string
  /** Whether it has been proven to do no harm; without it, it only watches. */
  readonly gate?: { readonly pass: boolean; readonly reason: string } | undefined
}

/** A model with its header. */
export interface Artifact {
  readonly header: ArtifactHeader
  readonly model: QualityModel
}

const magic = 0x53_42_52_31 // "SBR1"
const digestLength = 32

interface Section {
  readonly type: 'u32' | 'f32' | 'f64'
  readonly length: number
}

type Column = Uint32Array | Float32Array | Float64Array

/** Bytes of a model: header as JSON, arrays, SHA-256 over all of it. No text is in them. */
export async function encodeArtifact({ header, model }: Artifact): Promise<Uint8Array> {
  const columns = columnsOf(model)
  const sections = columns.map((column): Section => ({
    type: typeOf(column),
    length: column.length,
  }))
  const head = new TextEncoder().encode(JSON.stringify({ ...header, sections }))
  const start = padded(8 + head.length)
  const size = columns.reduce((sum, column) => sum + padded(column.byteLength), start)
  const bytes = new Uint8Array(size + digestLength)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic)
  view.setUint32(4, head.length)
  bytes.set(head, 8)
  let at = start
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at += padded(column.byteLength)
  }
  bytes.set(await sha256(bytes.subarray(0, size)), size)
  return bytes
}

/** Reads a model; throws where a byte is not as it was written. */
export async function decodeArtifact(bytes: Uint8Array): Promise<Artifact> {
  // What was read from a file may be a view into something larger, which `slice` would keep.
  const whole = new Uint8Array(bytes)
  const view = new DataView(whole.buffer)
  if (whole.length < 8 + digestLength || view.getUint32(0) !== magic)
    throw new Error('not a router model: fit one with `signalbox router fit`')
  const size = whole.length - digestLength
  const found = hex(await sha256(whole.subarray(0, size)))
  if (found !== hex(whole.subarray(size)))
    throw new Error('the router model is damaged: its checksum does not fit, fit it again')
  const headLength = view.getUint32(4)
  const { sections, ...header } = JSON.parse(
    new TextDecoder().decode(whole.subarray(8, 8 + headLength)),
  ) as ArtifactHeader & { readonly sections: readonly Section[] }
  if ((header.format as string) !== 'router-model/2')
    throw new Error(`a router model of an unknown format, ${header.format}: fit it again`)
  let at = padded(8 + headLength)
  const columns = sections.map((section) => {
    const column = read(whole.buffer, at, section)
    at += padded(column.byteLength)
    return column
  })
  return { header, model: modelOf(header, columns) }
}

/** The order of the columns is the format. */
function columnsOf({ weighting, lowRank, table, neighbours }: QualityModel): readonly Column[] {
  const words = sparseWords(lowRank, weighting)
  return [
    Uint32Array.of(weighting.count, neighbours?.count ?? 0),
    weighting.buckets,
    weighting.documents,
    lowRank.bias,
    lowRank.ability,
    words.at,
    words.values,
    lowRank.dense,
    table.means,
    Float64Array.from([...table.tasks.values()].flatMap((row) => [...row])),
    neighbours?.scores ?? new Float32Array(0),
    neighbours === undefined ? new Uint32Array(0) : sizesOf(neighbours.postings.from, weighting),
    neighbours?.postings.rows ?? new Uint32Array(0),
    neighbours?.postings.values ?? new Float32Array(0),
  ]
}

function modelOf(header: ArtifactHeader, columns: readonly Column[]): QualityModel {
  const [counts, documentAt, documents, bias, ability, wordAt, words, dense, means, tasks] = columns
  const [scores, sizes, rows, values] = columns.slice(10)
  const { models, mixture, dimensions, k } = header
  const size = models.length
  const documentsOf = new Uint32Array(bucketCount)
  documentAt?.forEach((bucket, i) => (documentsOf[bucket] = documents?.[i] ?? 0))
  const weighting = weightingOf(counts?.[0] ?? 0, documentsOf)
  const taskRows = f64(tasks)
  return {
    models,
    mixture,
    k,
    weighting,
    lowRank: {
      dimensions,
      bias: f64(bias),
      ability: f64(ability),
      words: denseWords({ at: wordAt, values: words }, weighting, dimensions),
      dense: f64(dense),
    },
    table: {
      means: f64(means),
      tasks: new Map(
        header.tasks.map((task, t) => [task, taskRows.slice(t * size, (t + 1) * size)]),
      ),
    },
    neighbours:
      mixture.neighbours === 0
        ? undefined
        : {
            models: size,
            count: counts?.[1] ?? 0,
            scores: Float32Array.from(scores ?? []),
            postings: {
              from: startsOf(sizes, weighting),
              rows: Uint32Array.from(rows ?? []),
              values: Float32Array.from(values ?? []),
            },
          },
  }
}

/** Pairs: a bucket with rows, and how many. */
function sizesOf(from: Uint32Array, { buckets }: Weighting): Uint32Array {
  const pairs: number[] = []
  buckets.forEach((bucket, place) => {
    const size = (from[place + 1] ?? 0) - (from[place] ?? 0)
    if (size > 0) pairs.push(bucket, size)
  })
  return Uint32Array.from(pairs)
}

function startsOf(pairs: Column | undefined, { placeAfter, buckets }: Weighting): Uint32Array {
  const from = new Uint32Array(buckets.length + 1)
  for (let i = 0; i < (pairs?.length ?? 0); i += 2)
    from[placeAfter[pairs?.[i] ?? 0] ?? 0] = pairs?.[i + 1] ?? 0
  for (let place = 0; place < buckets.length; place++)
    from[place + 1] = (from[place + 1] ?? 0) + (from[place] ?? 0)
  return from
}

interface SparseWords {
  /** Dimension × bucket. */
  readonly at: Column | undefined
  readonly values: Column | undefined
}

function sparseWords(
  { dimensions, words }: LowRank,
  { buckets }: Weighting,
): { readonly at: Uint32Array; readonly values: Float32Array } {
  const at: number[] = []
  const values: number[] = []
  for (let d = 0; d < dimensions; d++)
    buckets.forEach((bucket, place) => {
      const weight = words[place * dimensions + d] ?? 0
      if (weight === 0) return
      at.push(d * bucketCount + bucket)
      values.push(weight)
    })
  return { at: Uint32Array.from(at), values: Float32Array.from(values) }
}

function denseWords(
  { at, values }: SparseWords,
  { placeAfter, buckets }: Weighting,
  dimensions: number,
): Float32Array {
  const words = new Float32Array(buckets.length * dimensions)
  for (let i = 0; i < (at?.length ?? 0); i++) {
    const index = at?.[i] ?? 0
    const after = placeAfter[index % bucketCount] ?? 0
    const d = Math.floor(index / bucketCount)
    if (after > 0) words[(after - 1) * dimensions + d] = values?.[i] ?? 0
  }
  return words
}

function f64(column: Column | undefined): Float64Array {
  return column instanceof Float64Array ? column : Float64Array.from(column ?? [])
}

function read(buffer: ArrayBuffer, at: number, { type, length }: Section): Column {
  switch (type) {
    case 'u32':
      return new Uint32Array(buffer, at, length)
    case 'f32':
      return new Float32Array(buffer, at, length)
    case 'f64':
      return new Float64Array(buffer, at, length)
  }
}

function typeOf(column: Column): Section['type'] {
  if (column instanceof Uint32Array) return 'u32'
  return column instanceof Float32Array ? 'f32' : 'f64'
}

function padded(length: number): number {
  return Math.ceil(length / 8) * 8
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
