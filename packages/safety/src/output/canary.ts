import type { Finding, LocalDetector } from '../types.ts'

/** What is spread over more than a stream keeps back is not found. */
const horizon = 64

/** A mark for the system prompt: an answer that holds it shows the prompt leaked. */
export function canaryText(random: string): string {
  return `[ref:sbx-${random}]`
}

/** Twelve characters that nobody guesses. */
export function canaryRandom(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return [...bytes].map((byte) => (byte % 36).toString(36)).join('')
}

/** Finds a canary: as it is, in another case, spaced, reversed, rot13, hex or base64. */
export function canaryDetector(random: string): LocalDetector {
  const needles = needlesOf(`sbx-${random}`)
  return {
    id: 'canary',
    version: '1',
    kind: 'local',
    types: ['CANARY'],
    scan({ text, path }) {
      const folded = fold(text)
      const found: Finding[] = []
      for (const needle of needles)
        for (let at = folded.text.indexOf(needle); at !== -1;) {
          const start = folded.places[at] ?? 0
          const end = (folded.places[at + needle.length - 1] ?? 0) + 1
          if (end - start <= horizon)
            found.push({
              detector: 'canary',
              type: 'CANARY',
              path,
              start,
              end,
              score: 1,
              rule: 'canary',
            })
          at = folded.text.indexOf(needle, at + 1)
        }
      return found
    },
    streaming: {
      left: 128,
      right: 0,
      horizon,
      holdFrom: (window) => {
        const folded = fold(window.slice(-horizon))
        const from = Math.max(0, window.length - horizon)
        for (let at = 0; at < folded.text.length; at++) {
          const tail = folded.text.slice(at)
          if (needles.some((needle) => needle.startsWith(tail)))
            return from + (folded.places[at] ?? 0)
        }
        return window.length
      },
    },
  }
}

function needlesOf(secret: string): readonly string[] {
  const forms = [
    secret,
    secret.split('').toReversed().join(''),
    secret.replaceAll(/[a-z]/g, (char) =>
      String.fromCharCode(((char.charCodeAt(0) - 97 + 13) % 26) + 97),
    ),
    secret
      .split('')
      .map((char) => char.charCodeAt(0).toString(16))
      .join(''),
    ...[0, 1, 2].map((pad) => base64Core(secret, pad)),
  ]
  return forms.map((form) => fold(form).text)
}

/** What of a base64 text is the same whatever stands before and behind. */
function base64Core(secret: string, pad: number): string {
  const text = btoa(' '.repeat(pad) + secret).replaceAll('=', '')
  const skip = pad === 0 ? 0 : pad + 1
  return text.slice(skip, -1)
}

function fold(text: string): { readonly text: string; readonly places: readonly number[] } {
  let out = ''
  const places: number[] = []
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index).toLowerCase()
    if (!/[a-z0-9]/.test(char)) continue
    out += char
    places.push(index)
  }
  return { text: out, places }
}
