import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { settled, whole } from '../../test-support/stream-law.ts'
import { read } from '../../test-support/surface-of.ts'
import { cjkNames } from './cjk-names.ts'
import { createPiiDetector } from './create-pii-detector.ts'

const detector = createPiiDetector({ recognizers: [cjkNames] })
const options = { types: ['PERSON'] }

describe('names in characters', () => {
  test.each([
    ['我叫王小明，住在北京', '王小明'],
    ['客户姓名：李娜', '李娜'],
    ['联系人：欧阳建国', '欧阳建国'],
    ['氏名：高橋由美', '高橋由美'],
    ['担当は田中太郎です', '田中太郎'],
    ['佐藤 健一さんに会いました', '佐藤 健一'],
    ['성명: 김민준', '김민준'],
    ['이서연 님 안녕하세요', undefined],
    ['박지훈씨를 만났어요', '박지훈'],
  ])('%s', (text, name) => {
    expect(read(detector, text, options)).toEqual(name === undefined ? [] : [`PERSON:${name}`])
  })

  test.each(['高兴地说', '今天王府井很热闹', '김치찌개 주세요', '林の中を歩く', '我是高中生'])(
    'none in %s',
    (text) => {
      expect(read(detector, text, options)).toEqual([])
    },
  )

  test('what is settled before a cut is what the whole text has there', () => {
    const pieces =
      '我叫|王小明|王|小|明|姓名：|先生|，| |是|和|氏名：|佐藤|健一|さん|様|김|민준|씨|성명:|a|\n'
    const piece = fc.nat(21).map((at) => pieces.split('|')[at] ?? ' ')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(120), (parts, at) => {
        const text = parts.join('')
        const cut = at % (text.length + 1)
        const { hold, labels } = settled(detector, text, [0, cut], options)
        const startOf = (label: string): number => Number.parseInt(label.split(' ')[1] ?? '', 10)
        expect(labels.filter((label) => startOf(label) < hold)).toEqual(
          whole(detector, text, [0, hold], options),
        )
      }),
      { numRuns: 1000 * times },
    )
  })
})
