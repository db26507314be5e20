import { parseArgs } from 'node:util'

import { learningTable } from './learning-table.ts'
import { rivals, shipped } from './load/load-policies.ts'
import { calmLoad, mixedLoad } from './load/load-scenarios.ts'
import { conversationTable, loadTable } from './load/load-table.ts'
import { policyFamily } from './load/policy-family.ts'
import { priceOfSpeed } from './load/price-of-speed.ts'
import { conversationPolicies, runConversations } from './load/run-conversations.ts'
import { runLoad, type LoadFigures } from './load/run-load.ts'

/**
 * `node src/main.ts load --seed S [--share F]`: prints what each policy makes of the load; with `--replicas N` what N gateways make of it, with and without telling each other.
 * `node src/main.ts price --seed S [--share F]`: prints how dear the default is beside its neighbours.
 * `node src/main.ts learn --seed S`: prints what is learned from 300, 2,000 and 6,000 labels, and what could be known.
 */
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
const command = positionals[0] ?? ''
if (!['load', 'price', 'learn'].includes(command) || !isUsable) {
  process.stderr.write(
    'Usage: node src/main.ts load|price|learn --seed S [--share F] [--replicas N]\n',
  )
  process.exit(2)
}

if (command === 'learn') {
  process.stdout.write(`${await learningTable(seed, [300, 2000, 6000])}\n`)
  process.exit()
}

if (command === 'price') {
  for (const [name, scenarioOf] of Object.entries({ mixed: mixedLoad, calm: calmLoad })) {
    const rows: LoadFigures[] = []
    const { cheapest, ratio } = await priceOfSpeed(policyFamily, async (policy) => {
      const figures = await runLoad(scenarioOf({ seed, share }), policy)
      rows.push(figures)
      return figures
    })
    const verdict = `balanced costs ${ratio.toFixed(3)} of the cheapest that is as fast: ${cheapest.policy}`
    process.stdout.write(`${loadTable(name, rows)}\n\n${verdict}\n\n`)
  }
  process.exit()
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
