import type { PolicyIssue } from '@signalbox/router'

import { didYouMean } from './edit-distance.ts'

/** What is wrong, with the name that was probably meant. */
export function policyWords({ message, unknown }: PolicyIssue): string {
  if (unknown === undefined) return message
  return `${message.replace(/\.$/, '')}${didYouMean(unknown.name, unknown.known)}.`
}
