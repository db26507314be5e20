/** The first digits of the hash of the corpus the weights were trained on. */
export const modelVersion: string = 'adb6a7346536'
