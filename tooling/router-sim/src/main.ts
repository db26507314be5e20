import { parseArgs } from 'node:util'

import { rivals, shipped } from './load/load-policies.ts'
import { calmLoad, mixedLoad } from './load/load-scenarios.ts'
import { conversationTable, loadTable } from './load/load-table.ts'
import { conversationPolicies, runConversations } from './load/run-conversations.ts'
import { runLoad } from './load/run-load.ts'

/** `node src/main.ts load --seed S [--share F]`: prints what each policy makes of the load. */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '1' },
  },
})
const [seed, share] = [Number(values.seed), Number(values.share)]
if (positionals[0] !== 'load' || !Number.isInteger(seed) || !(share > 0 && share <= 1)) {
  process.stderr.write('Usage: node src/main.ts load --seed S [--share F]\n')
  process.exit(2)
}

const talks = []
for (const policy of conversationPolicies) talks.push(await runConversations(seed, policy))
process.stdout.write(`${conversationTable(talks)}\n\n`)

for (const [name, scenarioOf] of Object.entries({ mixed: mixedLoad, calm: calmLoad })) {
  const rows = []
  for (const policy of [...shipped, ...rivals])
    rows.push(await runLoad(scenarioOf({ seed, share }), policy))
  process.stdout.write(`${loadTable(name, rows)}\n\n`)
}
