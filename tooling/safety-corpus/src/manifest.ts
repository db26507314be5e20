import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

import { corpusHash } from './corpus-hash.ts'
import { generateCorpus } from './generate.ts'
import { corpusRoot } from './phrases.ts'

/** The hashes of the phrase files and of the corpus that seed 1 builds from them. */
export interface Manifest {
  readonly origin: 'self-authored'
  readonly seed: number
  readonly texts: number
  readonly corpus: string
  readonly files: Readonly<Record<string, string>>
}

/** The folders of the corpus. */
const folders: readonly string[] = [
  'attacks',
  'benign',
  'fresh',
  'held-out',
  'latest',
  'later',
  'look-alikes',
  'negatives',
  'outside',
  'pii',
  'secrets',
  'unseen',
]

export function manifestOf(): Manifest {
  const samples = generateCorpus(1)
  const files = phraseFiles().map((path): [string, string] => [path, hashOfFile(path)])
  return {
    origin: 'self-authored',
    seed: 1,
    texts: samples.length,
    corpus: corpusHash(samples),
    files: Object.fromEntries(files),
  }
}

/** Every phrase file below the corpus folder. */
export function phraseFiles(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, corpusRoot))
      .toSorted()
      .map((name) => `${folder}/${name}`),
  )
}

function hashOfFile(path: string): string {
  return createHash('sha256')
    .update(readFileSync(new URL(path, corpusRoot)))
    .digest('hex')
}
