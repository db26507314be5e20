export { createSecretDetector } from './create-secret-detector.ts'
