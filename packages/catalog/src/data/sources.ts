/** The sources of the tables by the letter that the rows use; licences stand in NOTICE.md. */
export const sources: Readonly<Record<string, { readonly name: string; readonly date: string }>> = {
  m: { name: 'models.dev', date: '2026-07-02' },
  p: { name: 'portkey-models', date: '2026-08-21' },
  g: { name: 'genai-prices', date: '2026-08-21' },
  n: { name: 'genai-prices-0.1.8', date: '2026-09-23' },
  k: { name: 'maker', date: '2026-08-21' },
  i: { name: 'inferred', date: '2026-09-23' },
}
