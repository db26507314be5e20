import { execFile } from 'node:child_process'

/** Runs a command to its end; what it printed, or an error that holds what it printed. */
export function run(cwd: string, file: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, [...args], { cwd, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new Error(`${file} ${args.join(' ')}\n${stdout}${stderr}`))
    })
  })
}
