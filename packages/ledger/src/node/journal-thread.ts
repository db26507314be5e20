import { parentPort, workerData } from 'node:worker_threads'

import { openJournalFile, type JournalFile } from './journal-file.ts'
import type { FromJournal, JournalFileOptions, ToJournal } from './journal-protocol.ts'

function main(options: JournalFileOptions): void {
  const say = (message: FromJournal) => parentPort?.postMessage(message, [])
  let file: JournalFile
  try {
    file = openJournalFile(options)
    say({ type: 'open', texts: file.load() })
  } catch (error) {
    say({ type: 'failed', error: String(error) })
    parentPort?.close()
    return
  }
  parentPort?.on('message', (message: ToJournal) => {
    if (message.type === 'close') {
      file.close()
      parentPort?.close()
      return
    }
    const { first, writes } = message
    const count = writes.length
    try {
      const refused = file.write(writes).map((at) => first + at)
      say({ type: 'written', first, count, refused })
    } catch (error) {
      say({ type: 'written', first, count, refused: [], error: String(error) })
    }
  })
}

main(workerData as JournalFileOptions)
