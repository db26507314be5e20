import type { Answer, Call } from '../../call.ts'
import { asString } from '../../json.ts'
import { EMPTY_PROMPT } from '../../prompt.ts'
import { invalid } from '../../refusal.ts'
import { writeScript } from '../../script.ts'
import { readMultipart } from './multipart.ts'

const RATE = 8_000

/** `POST /audio/speech`: a short tone as WAV, longer for longer texts. */
export function speech(call: Call): Answer {
  const { input } = call.body
  if (call.strict && typeof input !== 'string') {
    throw invalid("Missing required parameter: 'input'.", 'input', 'missing_required_parameter')
  }
  const samples = Math.min(RATE, 400 + (asString(input) ?? '').length * 40)
  return { kind: 'whole', headers: { 'content-type': 'audio/wav' }, body: tone(samples), chunks: 1 }
}

function tone(samples: number): Buffer {
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(samples * 2, 40)
  for (let index = 0; index < samples; index++) {
    wav.writeInt16LE(
      Math.round(8_000 * Math.sin((index * 440 * 2 * Math.PI) / RATE)),
      44 + index * 2,
    )
  }
  return wav
}

/** `POST /audio/transcriptions` and `/audio/translations`, multipart. */
export function transcription(call: Call): Answer {
  const parts = readMultipart(call.headers['content-type'] ?? '', call.raw)
  const file = parts.find(({ name }) => name === 'file')
  if (file === undefined) {
    throw invalid("Missing required parameter: 'file'.", 'file', 'missing_required_parameter')
  }
  const { data } = file
  const prompt = { ...EMPTY_PROMPT, text: data.toString('base64') }
  const text = writeScript(prompt, call.knobs, call.seed).text.join('')
  const format = parts.find(({ name }) => name === 'response_format')?.data.toString() ?? 'json'
  if (format === 'text') {
    return {
      kind: 'whole',
      headers: { 'content-type': 'text/plain' },
      body: `${text}\n`,
      chunks: 1,
    }
  }
  const seconds = Math.max(1, Math.round(data.length / 16_000))
  const verbose = { task: 'transcribe', language: 'english', duration: seconds, segments: [] }
  const body = {
    ...(format === 'verbose_json' ? verbose : {}),
    text,
    usage: { type: 'duration', seconds },
  }
  return { kind: 'whole', body, chunks: 1 }
}
