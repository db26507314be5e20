const stars = (text: string): string => '*'.repeat(text.length)

const named =
  /((?:key|secret|token|password|value)["']?[ \t]*[:=][ \t]*)(\$\{[^}]*\}|"[^"\n]*"?|'[^'\n]*'?|[^\s,{}[\]#"'][^\s,{}[\]]*)/gi
const shaped =
  /(?:sk|\b(?:pk|rk|gsk|xai|key|hf|r8|ghp|tgp|fw|csk|pplx|nvapi))[-_](?=[\w-]*\d)[\w-]{10,}|\bAIza[\w-]{10,}|\bAKIA\w{8,}|\beyJ[\w-]{8,}[\w.-]*|(?<=:\/\/)[^\s/@"']+(?=@)/g
/** Long runs of letters and digits: no word, no model name. */
const random = /(?=\w*\d)(?=\w*[A-Za-z])\w{24,}/g

/**
 * A text as it may be shown: things that look like keys, and the given literals, are starred out,
 * length kept.
 */
export function maskSecrets(text: string, literals: readonly string[] = []): string {
  let shown = text
  for (const literal of literals) if (literal !== '') shown = shown.replaceAll(literal, stars)
  return shown.replaceAll(shaped, stars).replaceAll(random, stars)
}

/** A line of a file as it may be shown: also the values of key-like names; references stay readable. */
export function maskLine(line: string, literals: readonly string[] = []): string {
  return maskSecrets(line, literals).replaceAll(named, (_, label: string, value: string) =>
    /^["']?\$\{[^}]*\}["']?$/.test(value) ? label + value : label + stars(value),
  )
}
