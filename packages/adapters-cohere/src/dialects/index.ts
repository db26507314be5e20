export { cohereRerank } from './rerank.ts'
