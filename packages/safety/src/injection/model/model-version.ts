/** The first digits of the hash of the corpus the weights were trained on. */
export const modelVersion: string = '8bf4d467a3df'
