/** The layout of values; another one is read as absent, so that two versions may run at once. */
const valueVersion = 1

/** A value with its version in front. */
export function encodeValue(value: Uint8Array): Buffer {
  return Buffer.concat([Uint8Array.of(valueVersion), value])
}

/** Undefined for a layout this version does not know. */
export function decodeValue(bytes: Uint8Array | null): Uint8Array | undefined {
  return bytes?.[0] === valueVersion ? Uint8Array.from(bytes.subarray(1)) : undefined
}
