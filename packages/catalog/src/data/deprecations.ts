import type { Deprecation } from '../model-entry.ts'

const anthropic = 'https://platform.claude.com/docs/en/about-claude/model-deprecations'
const openai = 'https://platform.openai.com/docs/deprecations'
const google = 'https://ai.google.dev/gemini-api/docs/deprecations'

/** Announced ends by `provider/model`, read on 2026-11-24; resellers keep schedules of their own. */
export const deprecations: Readonly<Record<string, Deprecation | undefined>> = {
  'anthropic/claude-3-sonnet-20240229': gone('2025-07-21', 'claude-sonnet-4-6', anthropic),
  'anthropic/claude-3-opus-20240229': gone('2026-01-05', 'claude-opus-4-8', anthropic),
  'anthropic/claude-sonnet-4-20250514': gone('2026-06-15', 'claude-sonnet-4-6', anthropic),
  'anthropic/claude-sonnet-4-0': gone('2026-06-15', 'claude-sonnet-4-6', anthropic),
  'anthropic/claude-opus-4-20250514': gone('2026-06-15', 'claude-opus-4-8', anthropic),
  'anthropic/claude-opus-4-0': gone('2026-06-15', 'claude-opus-4-8', anthropic),
  'openai/chatgpt-4o-latest': gone('2026-02-17', 'gpt-5.1-chat-latest', openai),
  'openai/codex-mini-latest': gone('2026-01-16', 'gpt-5-codex-mini', openai),
  'openai/gpt-5-chat-latest': gone('2026-07-23', 'gpt-5.3-chat-latest', openai),
  'openai/gpt-5-codex': gone('2026-07-23', 'gpt-5.4', openai),
  'openai/gpt-5.1-codex': gone('2026-07-23', 'gpt-5', openai),
  'openai/gpt-5.1-codex-max': gone('2026-07-23', 'gpt-5.4', openai),
  'openai/gpt-5.1-codex-mini': gone('2026-07-23', 'gpt-5.4-mini', openai),
  'openai/gpt-5.2-codex': gone('2026-07-23', 'gpt-5.4', openai),
  'openai/gpt-5.2-chat-latest': gone('2026-08-10', 'gpt-5.5', openai),
  'openai/gpt-5.3-chat-latest': gone('2026-08-10', 'gpt-5.5', openai),
  'openai/gpt-3.5-turbo': gone('2026-10-23', 'gpt-4.1-mini', openai),
  'google/gemini-2.0-flash': gone('2026-06-01', 'gemini-2.5-flash', google),
  'google/gemini-3-pro-preview': gone('2026-03-09', 'gemini-3.1-pro-preview', google),
  'google/gemini-2.5-pro': gone('2026-12-01', 'gemini-3.8-flash', google),
  'google/gemini-2.5-flash': gone('2026-12-01', 'gemini-3.5-flash-lite', google),
}

function gone(retires: string, successor: string, source: string): Deprecation {
  return { retires, successor, source }
}
