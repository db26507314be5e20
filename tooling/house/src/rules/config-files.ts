const allowed: ReadonlySet<string> = new Set([
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'turbo.json',
])
const otherwise = /^(?:readme|changelog|license)(?:\.md)?$/iu

/** Files at the top of a package beside its four configuration files and its prose. */
export function configFiles(directory: string, entries: readonly string[]): readonly string[] {
  return entries
    .filter((entry) => !allowed.has(entry) && !otherwise.test(entry))
    .map((entry) => `${directory}/${entry}: a package has four configuration files, not this one`)
}
