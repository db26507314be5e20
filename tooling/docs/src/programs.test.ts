import { join } from 'node:path'

import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { afterDiff, blocksOf } from './blocks.ts'
import { openDemoGateway, type DemoGateway } from './demo-gateway.ts'
import { documents } from './documents.ts'
import { openForward, type Forward } from './forward.ts'
import { recordExchange } from './record-exchange.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

/** Where a block is written as if the gateway listened. */
const writtenUrl = 'http://127.0.0.1:4400'

/** What a reader replaces by a key of his own. */
const placeholder = /'[\w-]*…'/gu

const programs = documents()
  .flatMap(blocksOf)
  .filter(({ language }) => language === 'ts' || language === 'diff')
  .map(({ name, language, text }) => {
    const isSuite = /from '@signalbox\/testing'/u.test(text)
    return {
      name,
      isSuite,
      isDiff: language === 'diff',
      file: fileOf(name, text, isSuite),
      text: language === 'diff' ? afterDiff(text) : text,
    }
  })

/** A block that names itself may be imported by the ones below it. */
function fileOf(name: string, text: string, isSuite: boolean): string {
  const own = /^\/\/ ([\w-]+\.ts)\n/u.exec(text)?.[1]
  const plain = name.replaceAll(/[^A-Za-z0-9]+/gu, '-').toLowerCase()
  return own ?? `${plain}${isSuite ? '.test' : ''}.ts`
}

let simulator: Simulator
let forward: Forward
let gateway: DemoGateway
let workshop: Workshop

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1, strict: true })
  forward = await openForward(simulator.url)
  gateway = await openDemoGateway()
  workshop = openWorkshop()
  for (const { file, text } of programs)
    workshop.add(file, text.replaceAll(writtenUrl, gateway.url).replaceAll(placeholder, `'demo'`))
})

afterAll(async () => {
  workshop[Symbol.dispose]()
  await gateway[Symbol.asyncDispose]()
  await forward[Symbol.asyncDispose]()
  await simulator.close()
})

test('every TypeScript block passes the type checker as a reader would run it', async () => {
  expect(await workshop.check()).toBe('')
}, 120_000)

describe('a TypeScript block runs as it is written', () => {
  for (const { name, file, text } of programs.filter(({ isSuite, isDiff }) => !isSuite && !isDiff))
    test(`${name} ends well`, { timeout: 60_000 }, async () => {
      await simulator.clear()
      const env = Object.fromEntries(
        [...text.matchAll(/process\.env\['(\w+)'\]/gu)].map(([, variable]) => [variable, 'demo']),
      )
      const { code, out, err } = await workshop.run(file, forward.port, env)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(/\w/u.test(out)).toBe(text.includes('console.log'))
      expect(out).not.toMatch(/^undefined$|\[object Object\]/mu)
      const hasCalled = (await simulator.journal()).length > 0
      expect(out.includes('[DEMO]')).toBe(hasCalled)
    })
})

describe('a client whose base URL was changed gets its answer from the gateway', () => {
  for (const { name, file } of programs.filter(({ isDiff }) => isDiff))
    test(`${name} prints an answer`, { timeout: 60_000 }, async () => {
      const { code, out, err } = await workshop.run(file, forward.port)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain('[DEMO]')
    })
})

describe('a suite runs over a recording', () => {
  for (const { name, file } of programs.filter(({ isSuite }) => isSuite))
    test(`${name} passes`, { timeout: 60_000 }, async () => {
      await recordExchange(simulator.url, join(workshop.directory, 'recordings'))
      const { code, out, err } = await workshop.runSuite(file)
      expect({ code, err, out }).toMatchObject({ code: 0, err: '' })
      expect(out).toMatch(/Tests +\d+ passed/u)
    })
})
