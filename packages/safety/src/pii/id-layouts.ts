/** How an id is punctuated when nobody needs to say what it is. */
export const idLayouts: ReadonlyMap<string, RegExp> = new Map([
  ['AR_CUIT', /^(?:20|23|24|27|30|33|34)-\d{8}-\d$/],
  ['AT_UID', /^ATU\d{8}$/],
  ['AU_ABN', /^\d{2} \d{3} \d{3} \d{3}$/],
  ['BE_NN', /^\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}$/],
  ['BR_CNPJ', /^\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}$/],
  ['BR_CPF', /^\d{3}\.\d{3}\.\d{3}-\d{2}$/],
  ['CL_RUT', /^(?:\d{1,2}\.\d{3}\.\d{3}-[\dKk]|\d{7,8}-K)$/],
  ['CZ_RC', /^\d{6}\/\d{3,4}$/],
  ['DE_VAT', /^DE ?\d{9}$/],
  ['DO_CEDULA', /^\d{3}-\d{7}-\d$/],
  ['FI_PERSONAL_IDENTITY_CODE', /^\d{6}[-+A]\d{3}[0-9A-Y]$/],
  ['FR_TVA', /^FR ?\d{2} ?\d{3} ?\d{3} ?\d{3}$/],
  ['HK_HKID', /^[A-Z]{1,2}\d{6}\([\dA]\)$/],
  ['ID_NPWP', /^\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}$/],
  ['IE_VAT', /^IE\d{7}[A-Z]{1,2}$/],
  ['KR_RRN', /^\d{6}-[1-8]\d{6}$/],
  ['MY_NRIC', /^\d{6}-\d{2}-\d{4}$/],
  ['NO_FNR', /^\d{6} \d{5}$/],
  ['PK_CNIC', /^\d{5}-\d{7}-\d$/],
  ['SK_RC', /^\d{6}\/\d{3,4}$/],
  ['SV_NIT', /^\d{4}-\d{6}-\d{3}-\d$/],
  ['TH_TNIN', /^\d-\d{4}-\d{5}-\d{2}-\d$/],
  ['US_MBI', /^\d[A-Z][A-Z\d]\d-[A-Z][A-Z\d]\d-[A-Z]{2}\d{2}$/],
  ['US_ITIN', /^9\d{2}-\d{2}-\d{4}$/],
  ['VE_RIF', /^[VEJPG]-\d{8}-?\d$/],
])

const MONTH_DAY = String.raw`(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`
const DAY_MONTH = String.raw`(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])`
const CZECH = /^\d\d(?:[0257][1-9]|[1368][0-2])(?:0[1-9]|[12]\d|3[01])/
const BALKAN = /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:9|0[0-2])/

/** What all numbers of a type begin with; asked first because a library's refusal is slow. */
export const idBeginnings: ReadonlyMap<string, RegExp> = new Map([
  ['AT_SVNR', new RegExp(`^\\d{4}${DAY_MONTH}`)],
  ['BA_JMBG', BALKAN],
  ['CH_AHV', /^756/],
  ['CN_RIC', /^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/],
  ['CR_CPF', /^(?:\d{9}$|0)/],
  ['CU_NI', new RegExp(`^\\d\\d${MONTH_DAY}`)],
  ['CZ_RC', CZECH],
  ['DK_CPR', new RegExp(`^${DAY_MONTH}`)],
  ['ES_NIE', /^[XYZ]/],
  ['FI_PERSONAL_IDENTITY_CODE', new RegExp(`^${DAY_MONTH}`)],
  ['FR_NIF', /^[0-3]/],
  ['FR_NIR', /^[12378]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)/],
  ['GR_AMKA', new RegExp(`^${DAY_MONTH}`)],
  ['KR_RRN', new RegExp(`^\\d\\d${MONTH_DAY}`)],
  ['ME_JMBG', BALKAN],
  ['MK_EMBG', BALKAN],
  ['MY_NRIC', new RegExp(`^\\d\\d${MONTH_DAY}`)],
  ['NO_FNR', /^(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2]|4[1-9]|5[0-2])/],
  ['RO_CNP', /^[1-9]\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/],
  ['RS_JMBG', BALKAN],
  ['SE_PERSONNUMMER', /^(?:\d\d)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])\d{4}$/],
  ['SI_EMSO', BALKAN],
  ['SK_RC', CZECH],
  ['ZA_ID', new RegExp(`^\\d\\d${MONTH_DAY}`)],
])
