/** What a national number of a region looks like: enough to skip regions that cannot fit. */
export interface PhoneRegion {
  readonly region: string
  readonly callingCode: string
  /** Dialled before the number inside the country. */
  readonly trunk: string
  readonly firstDigits: string
  readonly lengths: readonly number[]
}

type Row = readonly [string, string, string, string, readonly number[]]

const rows: readonly Row[] = [
  ['US', '1', '1', '23456789', [10]],
  ['CA', '1', '1', '23456789', [7, 10]],
  ['GB', '44', '0', '1235789', [7, 9, 10]],
  ['IE', '353', '0', '12456789', [7, 8, 9, 10]],
  ['AU', '61', '0', '123478', [7, 8, 9, 10, 12]],
  ['NZ', '64', '0', '123456789', [7, 8, 9, 10]],
  ['ZA', '27', '0', '123456789', [7, 8, 9, 10]],
  ['IN', '91', '0', '123456789', [8, 9, 10, 11, 12]],
  ['DE', '49', '0', '123456789', [7, 8, 9, 10, 11, 12]],
  ['AT', '43', '0', '123456789', [7, 8, 9, 10, 11, 12]],
  ['CH', '41', '0', '23456789', [9, 12]],
  ['FR', '33', '0', '123456789', [9]],
  ['BE', '32', '0', '123456789', [8, 9]],
  ['NL', '31', '0', '123456789', [7, 8, 9, 10, 11]],
  ['ES', '34', '', '456789', [9]],
  ['PT', '351', '', '1236789', [9]],
  ['IT', '39', '', '0134578', [7, 8, 9, 10, 11, 12]],
  ['SE', '46', '0', '123456789', [7, 8, 9, 10, 12]],
  ['NO', '47', '', '23456789', [8]],
  ['DK', '45', '', '23456789', [8]],
  ['FI', '358', '0', '123456789', [7, 8, 9, 10, 11, 12]],
  ['PL', '48', '', '123456789', [7, 8, 9, 10]],
  ['BR', '55', '0', '123456789', [8, 9, 10, 11]],
  ['MX', '52', '', '23456789', [10]],
  ['JP', '81', '0', '0123456789', [8, 9, 10, 11, 12]],
  ['KR', '82', '0', '012345678', [8, 9, 10, 11, 12]],
  ['CN', '86', '0', '123456789', [7, 8, 9, 10, 11, 12]],
]

/** The regions in which numbers without a country code are tried by default. */
export const phoneRegions: readonly PhoneRegion[] = rows.map(
  ([region, callingCode, trunk, firstDigits, lengths]) => ({
    region,
    callingCode,
    trunk,
    firstDigits,
    lengths,
  }),
)
