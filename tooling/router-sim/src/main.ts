import { parseArgs } from 'node:util'

import { rivals, shipped } from './load/load-policies.ts'
import { calmLoad, mixedLoad } from './load/load-scenarios.ts'
import { conversationTable, loadTable } from './load/load-table.ts'
import { conversationPolicies, runConversations } from './load/run-conversations.ts'
import { runLoad } from './load/run-load.ts'

/** `node src/main.ts load --seed S [--share F]`: prints what each policy makes of the load; with `--replicas N` what N gateways make of it, with and without telling each other. */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '1' },
    replicas: { type: 'string', default: '1' },
  },
})
const seed = Number(values.seed)
const share = Number(values.share)
const replicas = Number(values.replicas)
const isUsable = [seed, replicas].every(Number.isInteger) && share > 0 && share <= 1
if (positionals[0] !== 'load' || !isUsable) {
  process.stderr.write('Usage: node src/main.ts load --seed S [--share F] [--replicas N]\n')
  process.exit(2)
}

if (replicas > 1) {
  const [balanced] = shipped
  const rows = []
  for (const isShared of [false, true]) {
    const name = `${String(replicas)} gateways, ${isShared ? 'each tells the others' : 'each alone'}`
    const policy = { name, policy: balanced?.policy ?? {} }
    rows.push(await runLoad(mixedLoad({ seed, share }), policy, { replicas, isShared }))
  }
  process.stdout.write(`${loadTable('mixed', rows)}\n`)
  process.exit()
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
