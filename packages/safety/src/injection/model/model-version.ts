/** The first digits of the hash of the corpus the weights were trained on. */
export const modelVersion: string = 'b5292d0cc555'
