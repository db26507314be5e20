import type { IdRow } from './id-rows.ts'

const PASSPORT = 'passport|passport number|passport no'
const LICENCE =
  "driver license|driver's license|drivers license|driver licence|driver's licence|driving license|driving licence|licence number|license number|dl|dln"

/** Documents, accounts and vehicles, most of them without a check digit: a word must name them. */
export const documentIds: readonly IdRow[] = [
  [
    'MEDICAL_LICENSE',
    'US',
    'dea',
    'L2D7',
    'cue',
    'dea|medical license|medical licence|medical certificate',
  ],
  ['US_NPI', 'US', 'npi', 'D10', 'cue', 'npi|national provider|provider identifier'],
  [
    'US_MBI',
    'US',
    'mbi',
    'D1L2D1L2D1L2D2|D1L1D2L2D1L2D2|D1L2D1L1D2L2D2|D1L1D2L1D2L2D2',
    'layout',
    'mbi|medicare|beneficiary',
  ],
  [
    'US_PASSPORT',
    'US',
    'passport',
    'D9|L1D8',
    'cue',
    `~reisepass|~passeport|~pasaporte|~paspoort|~paszport|~passaporte|${PASSPORT}`,
  ],
  ['IT_PASSPORT', 'IT', 'passport', 'L2D7', 'cue', 'passaporto|italian passport'],
  ['UK_PASSPORT', 'GB', 'passport', 'L2D7', 'cue', PASSPORT],
  ['IN_PASSPORT', 'IN', 'passport', 'L1D7', 'cue', PASSPORT],
  ['CA_PASSPORT', 'CA', 'passport', 'L2D6', 'cue', `passeport|${PASSPORT}`],
  ['ES_PASSPORT', 'ES', 'passport', 'L3D6', 'cue', `pasaporte|${PASSPORT}`],
  ['FR_PASSPORT', 'FR', 'passport', 'D2L2D5', 'cue', `passeport|${PASSPORT}`],
  ['KR_PASSPORT', 'KR', 'passport', 'L1D3L1D4', 'cue', `여권|${PASSPORT}`],
  [
    'US_DRIVER_LICENSE',
    'US',
    'licence',
    'L1D7|L1D8|L1D12|L1D13|L1D14|L1D6|L2D6|L2D7|D7|D8|D9|D12|L3D6|D2L3D5|L1D5|L1D9',
    'cue',
    LICENCE,
  ],
  [
    'UK_DRIVING_LICENCE',
    'GB',
    'licence',
    'L5D6L2D1L2|L5D6L1D1L3|L5D6L1D2L2|L5D6L2D1L1D1|L4D7L2D1L2|L4D7L1D2L2|L3D8L2D1L2|L3D8L1D2L2|L5D6L5|L5D6L2D2L1',
    'free',
    `dvla|${LICENCE}`,
  ],
  ['IT_DRIVER_LICENSE', 'IT', 'licence', 'L2D7L1', 'cue', `patente|patente di guida|${LICENCE}`],
  [
    'IT_IDENTITY_CARD',
    'IT',
    'card',
    'L2D7|D7L2|L2D5L2',
    'cue',
    "carta d'identità|carta d'identita|carta di identità|identità|cie",
  ],
  ['KR_DRIVER_LICENSE', 'KR', 'licence', 'D12', 'cue', `운전면허|면허|${LICENCE}`],
  [
    'IN_VEHICLE_REGISTRATION',
    'IN',
    'vehicle',
    'L2D2L1D4|L2D2L2D4|L2D1L1D4|L2D1L2D4|L2D2L3D4',
    'cue',
    'vehicle|registration|rto|car|bike|plate',
  ],
  [
    'UK_VEHICLE_REGISTRATION',
    'GB',
    'vehicle',
    'L2D2L3',
    'cue',
    'vehicle|registration|number plate|reg|vrn|car|plate',
  ],
  ['NG_NIN', 'NG', 'nin', 'D11', 'cue', 'nin|national identification'],
  [
    'US_BANK_NUMBER',
    'US',
    'account',
    'D8|D9|D10|D11|D12|D13|D14|D15|D16|D17',
    'cue',
    'bank account|account number|account no|acct number|acct no|acct|checking account|savings account|bank account number',
  ],
]
