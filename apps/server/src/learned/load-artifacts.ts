import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

import type { LearnedModel, Policy } from '@signalbox/router'
import { decodeArtifact, learnedModel } from '@signalbox/router/learned'

/** Fitted models by the name their policies give them, and what could not be read. */
export interface LoadedArtifacts {
  readonly learned: Readonly<Record<string, LearnedModel>>
  readonly problems: readonly { readonly policy: string; readonly message: string }[]
}

/** Reads every artifact that a policy names; one that cannot be read leaves its policy on the tables. */
export async function loadArtifacts(
  policies: Readonly<Record<string, Policy>>,
  folder: string,
): Promise<LoadedArtifacts> {
  const learned: Record<string, LearnedModel> = {}
  const problems: { policy: string; message: string }[] = []
  for (const [policy, { learned: wanted }] of Object.entries(policies)) {
    if (wanted?.enabled !== true || learned[wanted.artifact] !== undefined) continue
    try {
      const bytes = await readFile(resolve(folder, wanted.artifact))
      learned[wanted.artifact] = learnedModel(await decodeArtifact(bytes))
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      problems.push({ policy, message: `"${wanted.artifact}" is not used: ${why}` })
    }
  }
  return { learned, problems }
}
