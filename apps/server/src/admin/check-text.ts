import { checkConfig } from '../config/check-config.ts'
import type { ConfigIssue } from '../config/config-error.ts'
import type { Config } from '../config/config.ts'
import { toIssue } from '../config/finding.ts'
import { readYaml } from '../config/read-yaml.ts'

/** What is wrong with a file that somebody sent; without providers in it those in force count. */
export async function checkText(text: string, config: Config): Promise<readonly ConfigIssue[]> {
  const tree = readYaml(text, {
    env: {},
    readFile() {
      throw new Error('a request reads no files')
    },
  })
  const { findings } = await checkConfig(tree, async () => ({ config, origins: new Map() }))
  return findings.map((finding) => toIssue(finding, tree, 'body'))
}
