/** The first digits of the hash of the corpus the weights were trained on. */
export const modelVersion: string = '7951248726b8'
