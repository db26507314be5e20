/** The first digits of the hash of the corpus the weights were trained on. */
export const modelVersion: string = '1cb95fbb11c7'
