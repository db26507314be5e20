/** Shapes of keys: the second fence, should one ever stand where no secret belongs. */
const keyShapes =
  /\b(?:sk|pk|rk|gsk|xai|hf|r8|key|sb)[-_][A-Za-z0-9_-]{12,}|\bAIza[\w-]{20,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|\bBearer\s+[\w.~+/-]{8,}=*/g

/** A line without anything that looks like a key. */
export function scrub(line: string): string {
  return line.replaceAll(keyShapes, '***')
}
