import type { JsonValue } from '@signalbox/core'

import { malformed } from '../errors.ts'
import { isList } from '../json-fields.ts'
import { bytesOf, textOf } from '../media/base64.ts'

/** A vector from numbers, or from base64 of little-endian 32-bit floats. */
export function readVector(value: JsonValue | undefined): readonly number[] {
  if (isList(value)) return value.map(Number)
  if (typeof value !== 'string') throw malformed('The provider sent an embedding without numbers.')
  const bytes = bytesOf(value)
  const view = new DataView(bytes.buffer)
  return Array.from({ length: bytes.length >> 2 }, (_, i) => view.getFloat32(i * 4, true))
}

/** The same vector as base64 of little-endian 32-bit floats. */
export function writeVector(vector: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(vector.length * 4))
  for (const [i, value] of vector.entries()) view.setFloat32(i * 4, value, true)
  return textOf(new Uint8Array(view.buffer))
}
