/** Models of one provider as text, one a line; `readTable` has the grammar. */
export interface ProviderTable {
  readonly provider: string
  readonly adapter: string
  readonly host?: string
  /** Where the provider publishes its prices. */
  readonly page: string
  readonly rows: string
}
