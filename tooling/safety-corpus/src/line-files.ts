import { readdirSync } from 'node:fs'

import { corpusRoot } from './phrases.ts'
import type { Sample } from './sample.ts'

/** Texts for each doubling of the wordings of a line, and the most of them. */
const perDoubling = 4
const mostTexts = 48

/** What texts of these lines weigh, attacks and harmless ones. */
const attackWeight = 4
const benignWeight = 8

/** A file whose lines are single texts with a few choices, not families. */
export interface LineFile {
  /** Without its ending, for example `lines-world`. */
  readonly name: string
  /** In files called `lines-world` sections are languages, in others kinds of English texts. */
  readonly languageOf: (section: string) => string
}

/** The files of single lines in a folder of the corpus, by name. */
export function lineFiles(folder: 'attacks' | 'benign'): LineFile[] {
  return readdirSync(new URL(`${folder}/`, corpusRoot))
    .filter((name) => name.startsWith('lines-'))
    .toSorted()
    .map((name) => ({
      name: name.slice(0, -'.txt'.length),
      languageOf: name.startsWith('lines-world') ? (section) => section : () => 'en',
    }))
}

/** How many texts a line gives: more with every doubling of its wordings, so that none prevails. */
export function textsOf(line: string): number {
  return Math.min(mostTexts, Math.round(perDoubling * (1 + Math.log2(wordingsOf(line)))))
}

function wordingsOf(line: string): number {
  const choices = line.match(/\[[^[\]]*\|[^[\]]*\]/g) ?? []
  return choices.reduce((product, choice) => product * choice.split('|').length, 1)
}

/** Says of a text that it is of such a line, and lets it weigh more than those of families. */
export function ofLine(sample: Sample): Sample {
  return { ...sample, weight: sample.attack ? attackWeight : benignWeight, single: true }
}
