/** The first digits of the hash of the corpus the weights were trained on. */
export const modelVersion: string = '78fd7c117c42'
