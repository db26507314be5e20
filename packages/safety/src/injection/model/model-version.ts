/** The first digits of the hash of the corpus the weights were trained on. */
export const modelVersion: string = '1447c3c9a15d'
