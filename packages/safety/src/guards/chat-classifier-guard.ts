import { isJsonObject } from '@signalbox/core'

import type { Detector } from '../types.ts'
import { remoteGuard, type GuardOptions } from './guard-calls.ts'
import { wholeFinding } from './guard-findings.ts'
import { checkUrl, postJson, type GuardEndpoint } from './post-json.ts'

/** A model that classifies, behind a chat endpoint. */
export interface ChatClassifier extends GuardEndpoint {
  readonly model: string
  /** The prompt; `{text}` stands for the text. Default: the text alone, as guard models take it. */
  readonly template?: string
  /** Reads the categories in an answer; the default reads `safe` or `unsafe` and a line of codes. */
  readonly parse?: (answer: string) => readonly string[]
}

/** Asks a guard model such as Llama Guard, behind any chat endpoint. */
export function chatClassifierGuard(classifier: ChatClassifier, options: GuardOptions): Detector {
  const { id = 'chat-classifier', fetch } = options
  const { model, template = '{text}', parse = parseLabels } = classifier
  checkUrl(classifier.url)
  return remoteGuard(
    { id, version: model, types: ['GUARD:unsafe'] },
    async (surface, signal) => {
      const content = template.split('{text}').join(surface.text)
      const messages = [{ role: surface.role === 'assistant' ? 'assistant' : 'user', content }]
      const body = JSON.stringify({ model, messages, temperature: 0, max_tokens: 32 })
      const labels = parse(contentOf(await postJson(fetch, classifier, body, signal)))
      return labels.map((category) => ({
        ...wholeFinding(surface, { detector: id, category, score: 1 }),
        type: 'GUARD:unsafe',
      }))
    },
    options,
  )
}

/** `safe`, or `unsafe` with codes in the next line; anything else is an error, never a pass. */
export function parseLabels(answer: string): readonly string[] {
  const [verdict = '', codes = ''] = answer.trim().split(/\r?\n/)
  if (/^safe\b/i.test(verdict)) return []
  if (!/^unsafe\b/i.test(verdict))
    throw new Error('The guard model answered neither safe nor unsafe.')
  const labels = codes
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '')
  return labels.length === 0 ? ['unsafe'] : labels
}

function contentOf(answer: unknown): string {
  const choices = isJsonObject(answer) ? answer['choices'] : undefined
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined
  const message = isJsonObject(first) ? first['message'] : undefined
  const content = isJsonObject(message) ? message['content'] : undefined
  if (typeof content !== 'string') throw new Error('The guard model gave no text.')
  return content
}
