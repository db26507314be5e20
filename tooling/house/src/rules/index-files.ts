import type { SourceFile } from '../tree.ts'
import { withoutComments } from '../without-comments.ts'

const reExport = /export (?:type )?\{[^{}]*\} from '\.{1,2}\/[^']+\.ts'/gu

/** Index files that hold anything but re-exports by name. */
export function indexFiles(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => /\/src\/(?:.*\/)?index\.ts$/u.test(file.path))
    .flatMap((file) => {
      const rest = withoutComments(file.text).replaceAll(reExport, '').trim()
      return rest === '' ? [] : [`${file.path}: only re-exports by name belong here, not "${rest}"`]
    })
}

/** The names an index file exports, sorted; a type carries the word before its name. */
export function exportedNames(text: string): readonly string[] {
  return [...withoutComments(text).matchAll(reExport)]
    .flatMap(([statement]) => {
      const typed = statement.startsWith('export type')
      const list = statement.slice(statement.indexOf('{') + 1, statement.indexOf('}'))
      return list
        .split(',')
        .map((name) => name.trim().replace(/^.* as /u, ''))
        .filter((name) => name !== '')
        .map((name) => (typed && !name.startsWith('type ') ? `type ${name}` : name))
    })
    .toSorted()
}
