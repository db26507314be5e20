import { trigger } from '../prefilter/triggers.ts'
import { findCards, holdCards } from './cards.ts'
import { digitChains } from './digit-chains.ts'
import type { JudgedNumbers } from './phone-plans.ts'
import { findPhones, holdPhones } from './phones.ts'
import type { Recognizer } from './recognizer.ts'
import { findSsns } from './ssn.ts'

/** The types that are read off one shared pass over the digit chains. */
export const numbers: Recognizer = {
  types: ['CREDIT_CARD', 'PHONE_NUMBER', 'US_SSN'],
  triggers: trigger.digit,
  find(context) {
    const judged: JudgedNumbers = new Map()
    for (const chain of digitChains(context.text)) {
      if (chain.end - chain.start < 7 || chain.end <= context.from) continue
      findCards(chain, context)
      findSsns(chain, context)
      findPhones(chain, context, judged)
    }
  },
  hold: (text) => Math.min(holdCards(text), holdPhones(text)),
}
