import { describe, expect, test } from 'vitest'

import { inbandAfter, parseModel, readKnobs } from './knobs.ts'

describe('parseModel', () => {
  test('reads every knob of the contract from a name', () => {
    const name =
      'sim?ttft=50&tokens=200&interval=10&fail=503:0.1&cut=20&hang=headers&usage=1000,200&tools=2&reasoning=1'
    expect(parseModel(name)).toEqual({
      base: 'sim',
      knobs: {
        ttft: 50,
        tokens: 200,
        interval: 10,
        fail: '503:0.1',
        cut: 20,
        hang: 'headers',
        usage: '1000,200',
        tools: 2,
        reasoning: 1,
      },
    })
  })

  test('leaves a plain name as it is', () => {
    expect(parseModel('gpt-5-mini')).toEqual({ base: 'gpt-5-mini', knobs: {} })
  })

  test('keeps a zero and reads an encoded text', () => {
    expect(parseModel('sim?ttft=0&text=a%20%26%20b').knobs).toEqual({ ttft: 0, text: 'a & b' })
  })
})

describe('readKnobs', () => {
  test('names what is no knob or has the wrong type', () => {
    expect(readKnobs({ ttft: 'soon', speed: 3, hang: 'never', cut: 2 })).toEqual({
      knobs: { cut: 2 },
      unknown: ['ttft', 'speed', 'hang'],
    })
  })

  test('takes booleans for switches and a number for hang', () => {
    expect(readKnobs({ strict: true, refuse: false, hang: '4' }).knobs).toEqual({
      strict: 1,
      refuse: 0,
      hang: 4,
    })
  })
})

test('error=mid is an in-band error after three chunks, inband says its own number', () => {
  expect([inbandAfter({ error: 'mid' }), inbandAfter({ inband: 0 }), inbandAfter({})]).toEqual([
    3,
    0,
    undefined,
  ])
})
