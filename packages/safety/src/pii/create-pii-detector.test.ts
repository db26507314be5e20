import { describe, expect, test } from 'vitest'

import { read, surfaceOf } from '../../test-support/surface-of.ts'
import { createPiiDetector } from './create-pii-detector.ts'

const detector = createPiiDetector()

type Examples = readonly (readonly [text: string, value: string])[]

function finds(type: string, examples: Examples): void {
  test.each(examples)(`${type} in %s`, (text, value) => {
    expect(read(detector, text, { types: [type] })).toEqual([`${type}:${value}`])
  })
}

function ignores(type: string, texts: readonly string[]): void {
  test.each(texts)(`no ${type} in %s`, (text) => {
    expect(read(detector, text, { types: [type] })).toEqual([])
  })
}

describe('cards', () => {
  finds('CREDIT_CARD', [
    ['pay with 4111111111111111 now', '4111111111111111'],
    ['4111 1111 1111 1111', '4111 1111 1111 1111'],
    ['"card":"5555-5555-5555-4444"', '5555-5555-5555-4444'],
    ['amex 3782 822463 10005.', '3782 822463 10005'],
    ['diners 3056 930902 5904', '3056 930902 5904'],
    ['a,6011111111111117,b', '6011111111111117'],
    ['*3530111333300000*', '3530111333300000'],
    ['visa 4222222222222', '4222222222222'],
    ['on 2024-05-01 4111 1111 1111 1111', '4111 1111 1111 1111'],
    ['{"t":"x\\n4111111111111111"}', '4111111111111111'],
    ['my credit card is 4111111111111112', '4111111111111112'],
    ['４１１１ １１１１ １１１１ １１１１', '４１１１ １１１１ １１１１ １１１１'],
    ['41\u200b11111111111111', '41\u200b11111111111111'],
  ])
  ignores('CREDIT_CARD', [
    '4111111111111112',
    'x4111111111111111',
    '4111111111111111abc',
    '1.4111111111111111',
    '4111111111111111.5',
    '4444444444444444',
    '1716400000000 and 9111111111111111',
    '4111 1111-1111 1111',
    'uuid 550e8400-e29b-41d4-a716-446655440000',
  ])
})

describe('accounts', () => {
  finds('IBAN_CODE', [
    ['DE89370400440532013000', 'DE89370400440532013000'],
    ['to GB82 WEST 1234 5698 7654 32 today', 'GB82 WEST 1234 5698 7654 32'],
    ['FR14 2004 1010 0505 0001 3M02 606', 'FR14 2004 1010 0505 0001 3M02 606'],
    ['iban:NO9386011117947;', 'NO9386011117947'],
    ['MT84 MALT 0110 0001 2345 MTLC AST0 01S', 'MT84 MALT 0110 0001 2345 MTLC AST0 01S'],
    ['ch93 0076 2011 6238 5295 7', 'ch93 0076 2011 6238 5295 7'],
    ['"SA03-8000-0000-6080-1016-7519"', 'SA03-8000-0000-6080-1016-7519'],
  ])
  ignores('IBAN_CODE', [
    'DE89370400440532013001',
    'XX89370400440532013000',
    'DE8937040044053201300',
    'DE893704004405320130001',
    'ADE89370400440532013000',
    'GB82 WEST 1234  5698 7654 32',
  ])
  finds('US_SSN', [
    ['ssn 536-90-4399', '536-90-4399'],
    ['SSN: 536 90 4399', '536 90 4399'],
    ['social security number is 536904399', '536904399'],
    ['536-90-4399', '536-90-4399'],
    ['ssn=536.90.4399', '536.90.4399'],
  ])
  ignores('US_SSN', [
    '000-12-3456',
    '666-12-3456',
    '912-12-3456',
    '536-00-4399',
    '536-90-0000',
    '078-05-1120',
    '536904399',
    '1-536-90-4399',
    '536-90 4399',
    '536-90-4399-1',
  ])
})

describe('addresses of people and hosts', () => {
  finds('EMAIL_ADDRESS', [
    ['mail jane@x.example.', 'jane@x.example'],
    ["<john.o'neil+tag@mail.example.co.uk>", "john.o'neil+tag@mail.example.co.uk"],
    ['[x](mailto:a_b@c-d.org)', 'a_b@c-d.org'],
    ['"email":"x@y.io","z"', 'x@y.io'],
    ['이메일은 kim@example.kr입니다', 'kim@example.kr'],
    ['邮箱是li@example.cn，谢谢', 'li@example.cn'],
    ['müller@bücher.de', 'müller@bücher.de'],
    ['a\\nbob@x.com', 'bob@x.com'],
    ['a＠b.com', 'a＠b.com'],
  ])
  ignores('EMAIL_ADDRESS', [
    'icon@2x.png',
    'pkg@1.2.3',
    '@types/node',
    'a@b',
    'git@github.com:org/repo.git',
    `${'a'.repeat(65)}@x.com`,
    'x@-y.com',
  ])
  finds('IP_ADDRESS', [
    ['from 192.168.1.17.', '192.168.1.17'],
    ['http://10.0.0.1:80/', '10.0.0.1'],
    ['net 10.0.0.0/8', '10.0.0.0/8'],
    ['2001:db8::8a2e:370:7334', '2001:db8::8a2e:370:7334'],
    ['2001:0db8:85a3:0000:0000:8a2e:0370:7334', '2001:0db8:85a3:0000:0000:8a2e:0370:7334'],
    ['fe80::1', 'fe80::1'],
  ])
  ignores('IP_ADDRESS', [
    '1.2.3.4.5',
    '256.1.1.1',
    'v1.2.3.4',
    'Chrome/120.0.0.0',
    '::',
    '::1',
    'std::cout',
    '12:30:45',
    'version 4.3.2.1',
  ])
  finds('MAC_ADDRESS', [
    ['00:1A:2b:3c:4d:5e', '00:1A:2b:3c:4d:5e'],
    ['00-1a-2b-3c-4d-5e,', '00-1a-2b-3c-4d-5e'],
    ['001a.2b3c.4d5e', '001a.2b3c.4d5e'],
    ['mac=aa:bb:cc:dd:ee:01', 'aa:bb:cc:dd:ee:01'],
    ['"02:42:ac:11:00:02"', '02:42:ac:11:00:02'],
  ])
  ignores('MAC_ADDRESS', [
    '00:1a:2b:3c:4d',
    '00:1a-2b:3c:4d:5e',
    '00:1a:2b:3c:4d:5e:6f',
    'ff:ff:ff:ff:ff:ff',
    '12:34:56',
  ])
  finds('URL', [
    ['see https://a.example/x?y=1.', 'https://a.example/x?y=1'],
    ['(http://en.example.org/wiki/A_(b))', 'http://en.example.org/wiki/A_(b)'],
    ['[t](https://a.example/b)', 'https://a.example/b'],
    ['www.Example.com!', 'www.Example.com'],
    ['visit example.com/path now', 'example.com/path'],
    ['my-site.de', 'my-site.de'],
    [`https://a.example/${'x'.repeat(100)} y`, `https://a.example/${'x'.repeat(100)}`],
  ])
  ignores('URL', ['a@example.com', 'foo.bar()', 'end.It', 'java.io', '1.2.3', 'x.toString', 'e.g.'])
  finds('CRYPTO', [
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
    ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
    [
      'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
      'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
    ],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
    ['0xde709f2102306220921060314715629080e2fb77', '0xde709f2102306220921060314715629080e2fb77'],
  ])
  ignores('CRYPTO', [
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD',
    '0x0000000000000000000000000000000000000000',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed00',
  ])
})

describe('phones', () => {
  finds('PHONE_NUMBER', [
    ['call +49 30 901820 today', '+49 30 901820'],
    ['(212) 555-0123', '(212) 555-0123'],
    ['phone: 212-555-0123 x55', '212-555-0123 x55'],
    ['Tel. 030 901820', '030 901820'],
    ['"phone":"+1-202-555-0143"', '+1-202-555-0143'],
    ['06 12 34 56 78', '06 12 34 56 78'],
    ['whatsapp 07911 123456', '07911 123456'],
    ['my mobile is 5551234567', '5551234567'],
    ['電話は03-1234-5678です', '03-1234-5678'],
    ['+44 (0)20 7946 0958', '+44 (0)20 7946 0958'],
    ['001-202-555-0143', '001-202-555-0143'],
    ['телефон 8 (495) 123-45-67', '8 (495) 123-45-67'],
    ['{"t":"x\\n+49 30 901820"}', '+49 30 901820'],
    ['(001-241-595-1292)', '001-241-595-1292'],
    ['296-875-5337-Phone', '296-875-5337'],
    ['0031 6 57606874', '0031 6 57606874'],
    ['call me at 4.155.551.234', '4.155.551.234'],
    ['Account manager | 239.253.1293', '239.253.1293'],
    ['a@b.example,(267)855-5492,2026-03-14', '(267)855-5492'],
  ])
  ignores('PHONE_NUMBER', [
    '2024-05-01 12:30',
    '1.2.3.4',
    '192.168.100.200',
    'order 212-555-0123',
    '1990-2020',
    '1234567890',
    '123.4567890',
    '550e8400-e29b-41d4-a716-446655440000',
    '1 000 000 000',
    'M12.5 34.75 100.25-9.125',
    'invoice no. 030 901820',
    '100 200 300',
    'sha 1234567-1234567',
    'n=t+4294967296*2',
    'the tool-call input\n- Updated dependencies [5475347]',
    '61 61 61 61 61',
    'result page (256-2048)',
  ])
})

describe('national ids', () => {
  const examples: readonly (readonly [string, string, string])[] = [
    ['IT_FISCAL_CODE', 'CF RSSMRA85T10A562S', 'RSSMRA85T10A562S'],
    ['ES_NIF', 'dni 12345678Z', '12345678Z'],
    ['ES_NIE', 'X2482300W', 'X2482300W'],
    ['UK_NINO', 'nino AB 12 34 56 C', 'AB 12 34 56 C'],
    ['UK_NHS', 'NHS number 943 476 5919', '943 476 5919'],
    ['BR_CPF', '390.533.447-05', '390.533.447-05'],
    ['IN_PAN', 'PAN ACUPA7085R', 'ACUPA7085R'],
    ['IN_AADHAAR', 'aadhaar 2341 2341 2346', '2341 2341 2346'],
    ['PL_PESEL', 'PESEL: 44051401359', '44051401359'],
    ['DE_IDNR', 'Steuer-ID 36574261809', '36574261809'],
    ['DE_KVNR', 'KVNR A123456780', 'A123456780'],
    ['FR_NIR', '295109912611193', '295109912611193'],
    ['NL_BSN', 'BSN 111222333', '111222333'],
    ['SG_NRIC_FIN', 'S1234567D', 'S1234567D'],
    ['US_ABA', 'routing number 021000021', '021000021'],
    ['US_ITIN', '912-70-1234', '912-70-1234'],
    ['FI_PERSONAL_IDENTITY_CODE', '131052-308T', '131052-308T'],
    ['CN_RIC', '11010519491231002X', '11010519491231002X'],
    ['AU_TFN', 'TFN 123 456 782', '123 456 782'],
    ['CA_SIN', 'SIN 046 454 286', '046 454 286'],
    ['CH_AHV', '756.9217.0769.85', '756.9217.0769.85'],
    ['HK_HKID', 'HKID A123456(3)', 'A123456(3)'],
    ['KR_RRN', '850126-6401473', '850126-6401473'],
    ['CL_RUT', '12.531.909-2', '12.531.909-2'],
    ['MX_CURP', 'BOXW310820HNERXN09', 'BOXW310820HNERXN09'],
    ['TR_TCKN', 'TC Kimlik No 17291716060', '17291716060'],
    ['SE_PERSONNUMMER', 'personnummer 811228-9874', '811228-9874'],
  ]
  test.each(examples)('%s in %s', (type, text, value) => {
    expect(read(detector, text, { types: [type] })).toEqual([`${type}:${value}`])
  })

  test.each([
    'RSSMRA85T10A562T',
    '12345678A',
    '044051401359',
    'routing number 021000022',
    'NHS number 943 476 5918',
    'KVNR A123456781',
    'number 36574261809',
    '46454286',
    '550e8400-e29b-41d4-a716-446655440000',
    'abc12345678zdef',
    '2024-05-01 12:30:00',
    'S1234567A',
    '912-10-1234',
  ])('no id in %s', (text) => {
    expect(read(detector, text, { types: ['ID'] })).toEqual([])
  })

  test('a message that is nothing but a number is an id when its check digit is right', () => {
    const types = (text: string): readonly string[] =>
      detector.scan(surfaceOf(text), {}).map(({ type }) => type)
    expect(types('9434765919')).toContain('UK_NHS')
    expect(types('9434765918')).not.toContain('UK_NHS')
    expect(types('9434765919 it is')).toEqual([])
    expect(types('20260314')).toEqual([])
    const field = { ...surfaceOf('9434765919'), role: 'metadata', kind: 'meta' } as const
    expect(detector.scan(field, {})).toEqual([])
  })

  test('moments in milliseconds and plain dates are no ids', () => {
    expect(read(detector, 'at 1701201234567 and ci 2016-09-09', { types: ['ID'] })).toEqual([])
  })

  test('only the countries asked for are tried', () => {
    const options = { types: ['ID'], countries: ['DE'] }
    expect(read(detector, 'dni 12345678Z', options)).toEqual([])
  })

  test('cover 60 types in 30 countries', () => {
    const ids = detector.types.filter((type) => /^[A-Z]{2}_[A-Z]/.test(type))
    expect(ids.length).toBeGreaterThanOrEqual(60)
    expect(new Set(ids.map((type) => type.slice(0, 2))).size).toBeGreaterThanOrEqual(30)
  })
})

describe('opt-in types', () => {
  finds('DATE_TIME', [
    ['on 2024-05-01T12:30:00', '2024-05-01T12:30:00'],
    ['born 3rd of May 1980.', '3rd of May 1980'],
    ['May 3, 1980', 'May 3, 1980'],
    ['since March 2024', 'March 2024'],
    ['12/31/1999', '12/31/1999'],
    ['am 3. Oktober 1990', '3. Oktober 1990'],
  ])
  finds('AGE', [
    ['a 42-year-old man', '42'],
    ['aged 35', '35'],
    ['she is 20 years old', '20'],
    ['I am 34 and tired', '34'],
  ])
  finds('ZIP', [
    ['zip code 90210', '90210'],
    ['Springfield, IL 62704', '62704'],
    ['London SW1A 1AA', 'SW1A 1AA'],
  ])
  finds('TITLE', [['dear Mr. Smith', 'Mr.']])
  finds('LOCATION', [
    ['at 12 Main Street, Qyz', '12 Main Street'],
    ['in der Hauptstraße 5', 'Hauptstraße 5'],
  ])

  test('stay silent unless asked for', () => {
    expect(read(detector, 'Mr. Smith, aged 35, 12 Main Street, on 2024-05-01')).toEqual([])
  })
})
