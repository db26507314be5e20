/** The kinds of phrase the rules are made of, one bit each. */
export const cueBits = {
  /** A verb that cancels: ignore, forget, override. */
  cancel: 1,
  /** Points back: previous, above, earlier. */
  prior: 2,
  /** All, any, every. */
  whole: 4,
  /** Belongs to the model: your, you were given, system. */
  own: 8,
  /** Instructions, prompt, guidelines. */
  orders: 16,
  /** Weaker nouns: rules, context, restrictions. */
  limits: 32,
  /** Everything before, all of the above. */
  everything: 64,
  /** A verb that discloses: reveal, repeat, print. */
  reveal: 128,
  /** Names the hidden prompt in full. */
  prompt: 256,
  /** Gives the model another role. */
  role: 512,
  /** Says that the role has no limits. */
  free: 1024,
  /** Announces a new instruction block. */
  fresh: 2048,
  /** A negation in front of a verb. */
  not: 4096,
  /** Claims authority or a privileged mode. */
  authority: 8192,
  /** Forbids refusals and warnings. */
  comply: 16384,
  /** Speaks to an AI in a text that is data. */
  machine: 32768,
  /** Wants something done before the answer. */
  first: 65536,
  /** Hides something from the user. */
  hush: 131072,
  /** Urgency marks of a note to the model. */
  urgent: 262144,
  /** Send, forward, append. */
  send: 524288,
  /** What is worth stealing. */
  data: 1048576,
  /** A web or mail address. */
  target: 2097152,
  /** My: the speaker cancels his own words. */
  mine: 4194304,
  /** Talks about a phrase instead of using it. */
  topic: 8388608,
  /** The name of a known unrestricted persona. */
  persona: 16777216,
  /** Keeps a persona alive. */
  character: 33554432,
  /** Password, secret key. */
  secret: 67108864,
  /** A verb that writes or retells, harmless with most objects. */
  soft: 134217728,
  /** Poses as the user inside data. */
  posing: 268435456,
  /** Sets a task: you must, do the following. */
  task: 536870912,
  /** Words that may be a hidden prompt or just a text: the text above, a system prompt. */
  passage: 1073741824,
  /** Starts a mode or a part; harmless without a word of lawlessness. */
  guise: -2147483648,
} as const

export type Cue = keyof typeof cueBits

/** Where the object of a verb stands in a language. */
export type WordOrder = 'verb-first' | 'verb-last' | 'free'

/**
 * The phrases of one language by cue, separated by `|`. A phrase ending in `*` also matches longer
 * words; punctuation inside a phrase counts as a space.
 */
export interface Lexicon {
  readonly language: string
  readonly order: WordOrder
  readonly phrases: Readonly<Partial<Record<Cue, string>>>
}
