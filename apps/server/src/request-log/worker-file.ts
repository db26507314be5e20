/** A worker beside this module, in whatever form this module runs. */
export function workerFile(name: string): URL {
  const isSource = import.meta.url.endsWith('.ts')
  return new URL(`./${name}.${isSource ? 'ts' : 'js'}`, import.meta.url)
}
