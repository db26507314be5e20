/** `POST /v2/chat`. */
export const chatWire = 'cohere-chat'

/** `POST /v2/embed`. */
export const embedWire = 'cohere-embed'

/** `POST /v2/rerank`. */
export const rerankWire = 'cohere-rerank'
