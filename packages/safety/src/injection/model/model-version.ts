/** The first digits of the hash of the corpus the weights were trained on. */
export const modelVersion: string = 'cb438cd99de1'
