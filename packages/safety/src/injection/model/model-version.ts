/** The first digits of the hash of the corpus the weights were trained on. */
export const modelVersion: string = '1a7b4000b3db'
