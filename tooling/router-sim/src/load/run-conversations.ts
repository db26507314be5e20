import { createContext, pipeline, type ChatRequest, type Pipeline } from '@signalbox/core'
import { createResilience } from '@signalbox/resilience'
import {
  arrivalGapMs,
  fourTargets,
  installVirtualTimers,
  lognormal,
  seededRandom,
  VirtualTime,
  type Random,
} from '@signalbox/resilience-sim'
import { createRouter, type Policy } from '@signalbox/router'

import { cachedRates, cachingProviders, type CacheBill, type Turn } from './caching-providers.ts'

/** What conversations cost under one policy. */
export interface ConversationFigures {
  readonly policy: string
  readonly turns: number
  readonly success: number
  /** Share of prompt tokens that a provider's cache had. */
  readonly cachedShare: number
  readonly usdPer1000: number
}

/** A way to keep or spread conversations. */
export interface ConversationPolicy {
  readonly name: string
  readonly policy: Policy
}

/** The shipped default, one that never leaves a healthy home, and one that knows no home. */
export const conversationPolicies: readonly ConversationPolicy[] = [
  { name: 'balanced', policy: { objective: { preset: 'balanced' } } },
  { name: 'sticky', policy: { affinity: { mode: 'strict' } } },
  {
    name: 'random',
    policy: { affinity: { scope: 'none', mode: 'off' }, choice: { mode: 'weighted' } },
  },
]

const arrivalSeconds = 400
const perSecond = 0.5
const goesOn = 0.92
const instructions = 3000
const applications = 10
const outage = { target: 'b', from: 200_000, to: 260_000 } as const
/** Over the limit of the error rule, but nineteen calls of twenty are answered. */
const errors = { target: 'a', share: 0.05, from: 100_000, to: 340_000 } as const

/** Plays conversations over four equally priced targets: one is down for a minute, another makes errors for four. */
export async function runConversations(
  seed: number,
  { name, policy }: ConversationPolicy,
): Promise<ConversationFigures> {
  const time = new VirtualTime(Date.UTC(2026, 0, 1))
  const restore = installVirtualTimers(time)
  try {
    const simulation = new Conversations(time, seed, policy)
    await simulation.run()
    const { turns, answered, bill } = simulation
    return {
      policy: name,
      turns,
      success: answered / turns,
      cachedShare: bill.cachedTokens / bill.promptTokens,
      usdPer1000: (1000 * bill.usd) / answered,
    }
  } finally {
    restore()
  }
}

class Conversations {
  readonly bill: CacheBill = { usd: 0, promptTokens: 0, cachedTokens: 0 }
  turns = 0
  answered = 0
  readonly #time: VirtualTime
  readonly #arrivals: Random
  readonly #turnsById = new Map<string, Turn>()
  readonly #pipeline: Pipeline
  readonly #resilience: ReturnType<typeof createResilience>
  #live = 0

  constructor(time: VirtualTime, seed: number, policy: Policy) {
    this.#time = time
    this.#arrivals = seededRandom(seed)
    const { clock } = time
    const targets = fourTargets.map(({ id }) => ({ id, provider: id, model: 'm', account: id }))
    this.#resilience = createResilience({ clock, random: seededRandom(seed * 17 + 7) })
    const router = createRouter({
      clock,
      seed,
      policy,
      health: this.#resilience.health,
      catalog: { price: () => cachedRates, capabilities: () => undefined },
      targets,
    })
    this.#pipeline = pipeline(
      router.middleware(),
      this.#resilience.middleware(),
      router.attempts(),
      cachingProviders(fourTargets, (id) => this.#turn(id), {
        bill: this.bill,
        isDown: (id, now) => id === outage.target && now >= outage.from && now < outage.to,
        errorShare: ({ id, errorShare = 0 }, now) =>
          id === errors.target && now >= errors.from && now < errors.to ? errors.share : errorShare,
      }),
    )
  }

  async run(): Promise<void> {
    let begun = 0
    let isOpen = true
    const next = (): void => {
      this.#time.after(arrivalGapMs(this.#arrivals, perSecond), () => {
        isOpen = this.#time.now < arrivalSeconds * 1000
        if (!isOpen) return
        this.#live++
        const random = seededRandom(Math.floor(this.#arrivals() * 2 ** 32))
        void this.#converse(String(begun++), random).finally(() => this.#live--)
        next()
      })
    }
    next()
    await this.#time.play(() => !isOpen && this.#live === 0)
    await this.#resilience.close()
  }

  async #converse(conversation: string, random: Random): Promise<void> {
    const application = `application ${String(Math.floor(random() * applications))}`
    let tokens = instructions
    for (let n = 0; n === 0 || random() < goesOn; n++) {
      tokens += Math.ceil(lognormal(random, 300, 1))
      const outTokens = Math.ceil(lognormal(random, 181.5, 0.8))
      const prompt = { application, instructions, conversation, tokens }
      await this.#say(`${conversation}.${String(n)}`, {
        prompt,
        outTokens,
        luck: Math.floor(random() * 2 ** 32),
      })
      tokens += outTokens
      await this.#time.clock.sleep(lognormal(random, 20_000, 1))
    }
  }

  async #say(id: string, turn: Turn): Promise<void> {
    this.turns++
    this.#turnsById.set(id, turn)
    const { conversation, tokens } = turn.prompt
    const request: ChatRequest = {
      operation: 'chat',
      model: 'm',
      sessionId: conversation,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'word'.repeat(tokens) }] }],
      stream: false,
    }
    const context = createContext({ request, id, clock: this.#time.clock })
    try {
      await this.#pipeline(context)
      this.answered++
    } catch {
      // What was not answered shows in the share of answers.
    } finally {
      this.#turnsById.delete(id)
    }
  }

  #turn(id: string): Turn {
    const turn = this.#turnsById.get(id)
    if (turn === undefined) throw new TypeError(`Nobody said turn "${id}".`)
    return turn
  }
}
