// Everything of others that knows numbers. The build puts one file in the place of this module:
// the packages behind it are hundreds of modules, and most of what loading them takes.
import { isValidPhoneNumber, type CountryCode } from 'libphonenumber-js/min'
import { stdnum } from 'stdnum'

/** The check of one kind of number; undefined where the library has none. */
export function nationalCheck(
  country: string,
  name: string,
): ((text: string) => boolean) | undefined {
  const validator = stdnum[country]?.[name]
  return validator === undefined ? undefined : (text) => validator.validate(text).isValid
}

/** Whether a number with `+`, or one as it is dialled in a region, is in a numbering plan. */
export function isPhoneNumber(number: string, region?: string): boolean {
  return isValidPhoneNumber(number, region as CountryCode | undefined)
}
